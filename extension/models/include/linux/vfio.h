/* SPDX-License-Identifier: MIT */
/* stands-for: include/linux/vfio.h */
/*
 * A device in the hands of user space. Kept: the registration count, which keeps a device from being unbound while
 * somebody uses it, and the argument check of the feature ioctl.
 */
#ifndef VFIO_H
#define VFIO_H

#include <linux/completion.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/refcount.h>
#include <linux/uaccess.h>
#include <uapi/linux/vfio.h>

struct vfio_device_set {
	struct mutex lock;
	struct list_head device_list;
	unsigned int device_count;
};

struct kvm;
struct vfio_device;
struct vm_area_struct;

struct vfio_device_ops {
	long (*ioctl)(struct vfio_device *device, unsigned int command, unsigned long argument);
	int (*mmap)(struct vfio_device *device, struct vm_area_struct *vma);
	void (*close_device)(struct vfio_device *device);
};

struct vfio_device {
	struct device *dev;
	const struct vfio_device_ops *ops;
	/* The virtual machine that the device was bound for. */
	struct kvm *kvm;
	refcount_t refcount;
	struct completion comp;
	struct vfio_device_set *dev_set;
	struct list_head dev_set_list;
	unsigned int open_count;
	struct inode *inode;
};

static inline int vfio_check_feature(u32 flags, size_t argsz, u32 supported_ops, size_t minsz)
{
	if ((flags & (VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET)) & ~supported_ops)
		return -EINVAL;
	if (flags & VFIO_DEVICE_FEATURE_PROBE)
		return 0;
	if (!(flags & (VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_SET)))
		return -EINVAL;
	if (argsz < minsz)
		return -EINVAL;
	return 1;
}

bool vfio_device_try_get_registration(struct vfio_device *device);
void vfio_device_put_registration(struct vfio_device *device);
/* For flows: a device as vfio_register_group_dev() leaves it; and the wait of vfio_unregister_group_dev(). */
void vfio_register(struct vfio_device *device, struct device *dev);
void vfio_unregister(struct vfio_device *device);

#endif

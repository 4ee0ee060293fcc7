/* SPDX-License-Identifier: MIT */
/*
 * Registration of devices in the hands of user space (drivers/vfio/vfio_main.c). Kept: whoever uses a device holds a
 * registration, and unbinding waits for all of them. Left out: groups, containers, the descriptor's own ioctls.
 */
#include <linux/vfio.h>

void vfio_register(struct vfio_device *device, struct device *dev)
{
	device->dev = dev;
	refcount_set(&device->refcount, 1);
	init_completion(&device->comp);
}

bool vfio_device_try_get_registration(struct vfio_device *device)
{
	return refcount_inc_not_zero(&device->refcount);
}

void vfio_device_put_registration(struct vfio_device *device)
{
	if (refcount_dec_and_test(&device->refcount))
		complete(&device->comp);
}

void vfio_unregister(struct vfio_device *device)
{
	vfio_device_put_registration(device);
	wait_for_completion(&device->comp);
}

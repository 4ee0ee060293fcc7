/* SPDX-License-Identifier: MIT */
/*
 * Devices. Stands in for include/linux/device.h: a name, an IOMMU domain, and what it can reach by DMA. How it accesses
 * memory is in kapi/device.h.
 */
#ifndef _LINUX_DEVICE_H
#define _LINUX_DEVICE_H

#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/types.h>

struct iommu_domain;
struct device_driver;
struct devres;

struct device {
	const char *init_name;
	struct device *parent;
	void *driver_data;
	struct device_driver *driver;
	u64 dma_mask;
	/* NULL: the device uses physical addresses. */
	struct iommu_domain *domain;
	/* The domain that the DMA API maps into, where one is used. */
	struct iommu_domain *dma_domain;
	bool is_pci;
	struct devres *devres;
};

struct device_driver {
	const char *name;
	struct module *owner;
};

static inline const char *dev_name(const struct device *dev)
{
	return dev->init_name;
}

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

static inline struct device *get_device(struct device *dev)
{
	return dev;
}

static inline void put_device(struct device *dev)
{
}

/*
 * Memory and actions that go with the device. The device outlives every flow, so nothing here is undone; the memory stays
 * reachable from the device, so it is no leak.
 */
struct devres {
	struct devres *next;
	unsigned char data[];
};

static inline void *devm_kzalloc(struct device *dev, size_t size, gfp_t flags)
{
	struct devres *res = kzalloc(sizeof(*res) + size, flags);

	if (!res)
		return NULL;
	res->next = dev->devres;
	dev->devres = res;
	return res->data;
}

static inline void devm_kfree(struct device *dev, void *object)
{
}

static inline int devm_add_action_or_reset(struct device *dev, void (*action)(void *data), void *data)
{
	return __kapi_fault("devm_add_action_or_reset") ? -ENOMEM : 0;
}

#define dev_err(dev, format, ...) printk(format, ##__VA_ARGS__)
#define dev_warn(dev, format, ...) printk(format, ##__VA_ARGS__)
#define dev_warn_ratelimited dev_warn
#define dev_dbg_ratelimited dev_dbg
#define dev_info(dev, format, ...) printk(format, ##__VA_ARGS__)
#define dev_dbg(dev, format, ...) ((void)0)

#endif

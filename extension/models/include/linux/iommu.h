/* SPDX-License-Identifier: MIT */
/*
 * IO address spaces. Stands in for include/linux/iommu.h; the functions are in models/iommu/iommu.c. A domain holds a few
 * mappings; a device that is attached to it reaches what they translate to, and nothing else.
 */
#ifndef __LINUX_IOMMU_H
#define __LINUX_IOMMU_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define IOMMU_READ (1 << 0)
#define IOMMU_WRITE (1 << 1)
#define IOMMU_CACHE (1 << 2)
#define IOMMU_NOEXEC (1 << 3)
#define IOMMU_MMIO (1 << 4)

#define IOMMU_DOMAIN_MAPPINGS 8

struct iommu_mapping {
	unsigned long iova;
	phys_addr_t paddr;
	/* 0: free. */
	size_t size;
};

struct iommu_domain {
	/* A walk and the access that it ends in are one moment for whoever invalidates (iommu_iotlb_sync()). */
	spinlock_t walk;
	/* The space of its IO addresses, "iova:gpu"; NULL where user space chooses them as plain numbers. */
	const char *space;
	struct iommu_mapping mapping[IOMMU_DOMAIN_MAPPINGS];
	/* IO address ranges that the DMA API has handed out and not got back. */
	unsigned int iovas;
};

int iommu_map(struct iommu_domain *domain, unsigned long iova, phys_addr_t paddr, size_t size, int prot, gfp_t gfp);
size_t iommu_unmap(struct iommu_domain *domain, unsigned long iova, size_t size);
phys_addr_t iommu_iova_to_phys(struct iommu_domain *domain, dma_addr_t iova);
int iommu_attach_device(struct iommu_domain *domain, struct device *dev);
void iommu_detach_device(struct iommu_domain *domain, struct device *dev);

static inline struct iommu_domain *iommu_get_domain_for_dev(struct device *dev)
{
	return dev->domain;
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Domains and what devices reach through them (drivers/iommu/iommu.c, Documentation/core-api/dma-api.rst). Kept: a range
 * is mapped once; unmapping includes the invalidation of the IOTLB and waits for accesses under way; an address that the
 * domain doesn't hold is a fault. Left out: page sizes, groups, nested tables, deferred flushing.
 */
#include <kapi/device.h>
#include <linux/iommu.h>

static struct iommu_mapping *find(struct iommu_domain *domain, unsigned long iova, size_t size)
{
	int i;

	for (i = 0; i < IOMMU_DOMAIN_MAPPINGS; i++) {
		struct iommu_mapping *mapping = &domain->mapping[i];

		if (mapping->size && iova < mapping->iova + mapping->size && mapping->iova < iova + size)
			return mapping;
	}
	return NULL;
}

/**
 * iommu_map - lets the devices of a domain reach memory
 * Context: may sleep with a mask that allows it.
 * Return: 0; -EEXIST where part of the range is mapped already; -ENOMEM.
 */
int iommu_map(struct iommu_domain *domain, unsigned long iova, phys_addr_t paddr, size_t size, int prot, gfp_t gfp)
{
	int i, ret = -ENOMEM;

	if (__kapi_fault("iommu_map"))
		return -ENOMEM;
	__kapi_rule(!__kapi_in_space(paddr, "phys") || __kapi_range_offset(paddr) + size <= __kapi_range_size(paddr),
		    "out-of-range", "a device is let to memory that lies beyond what the address is of");
	spin_lock(&domain->walk);
	if (find(domain, iova, size)) {
		ret = -EEXIST;
		goto out;
	}
	for (i = 0; i < IOMMU_DOMAIN_MAPPINGS; i++) {
		struct iommu_mapping *mapping = &domain->mapping[i];

		if (mapping->size)
			continue;
		mapping->iova = iova;
		mapping->paddr = paddr;
		mapping->size = size;
		ret = 0;
		break;
	}
out:
	spin_unlock(&domain->walk);
	return ret;
}

/**
 * iommu_unmap - takes a range away again; no device reaches it when this returns
 * Return: how much of it was mapped.
 */
size_t iommu_unmap(struct iommu_domain *domain, unsigned long iova, size_t size)
{
	size_t unmapped = 0;
	int i;

	spin_lock(&domain->walk);
	for (i = 0; i < IOMMU_DOMAIN_MAPPINGS; i++) {
		struct iommu_mapping *mapping = &domain->mapping[i];

		if (mapping->size && mapping->iova >= iova && mapping->iova + mapping->size <= iova + size) {
			unmapped += mapping->size;
			mapping->size = 0;
			mapping->iova = 0;
			mapping->paddr = 0;
		}
	}
	spin_unlock(&domain->walk);
	return unmapped;
}

phys_addr_t iommu_iova_to_phys(struct iommu_domain *domain, dma_addr_t iova)
{
	struct iommu_mapping *mapping;
	phys_addr_t paddr = 0;

	spin_lock(&domain->walk);
	mapping = find(domain, iova, 1);
	if (mapping)
		paddr = mapping->paddr + (iova - mapping->iova);
	spin_unlock(&domain->walk);
	return paddr;
}

int iommu_attach_device(struct iommu_domain *domain, struct device *dev)
{
	dev->domain = domain;
	return 0;
}

void iommu_detach_device(struct iommu_domain *domain, struct device *dev)
{
	dev->domain = dev->dma_domain;
}

void device_use_iommu(struct device *dev, struct iommu_domain *domain, const char *space)
{
	domain->space = space;
	dev->dma_domain = domain;
	dev->domain = domain;
}

void device_dma(struct device *dev, dma_addr_t address, unsigned long bytes, bool write)
{
	struct iommu_domain *domain = dev->domain;
	struct iommu_mapping *mapping;

	/* A bus address that a switch routes to a peer never sees the IOMMU. */
	if (!domain || (domain->space && __kapi_in_space(address, "phys"))) {
		__kapi_access(address, bytes, write, "phys");
		return;
	}
	if (domain->space && !__kapi_in_space(address, domain->space))
		__kapi_access(address, bytes, write, domain->space);
	spin_lock(&domain->walk);
	mapping = find(domain, address, bytes);
	__kapi_rule(mapping != NULL, "iommu-fault", "a device uses an IO address that its domain does not translate");
	if (mapping)
		__kapi_access(mapping->paddr + (address - mapping->iova), bytes, write, "phys");
	spin_unlock(&domain->walk);
}

void device_speculate(struct device *dev, dma_addr_t address, unsigned long bytes)
{
	struct iommu_mapping *mapping;

	spin_lock(&dev->domain->walk);
	mapping = find(dev->domain, address, bytes);
	if (mapping)
		__kapi_access(mapping->paddr + (address - mapping->iova), bytes, false, "phys");
	spin_unlock(&dev->domain->walk);
}

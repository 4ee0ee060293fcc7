/* SPDX-License-Identifier: MIT */
/*
 * The DMA API in two steps (drivers/iommu/dma-iommu.c). Kept: IO addresses are allocated
 * from the device's domain and given back; a range of them is linked once; what was linked is unlinked before the
 * addresses are freed, with the length that was linked; the state that remembers them is there until then. Left out:
 * bounce buffers, coherency, segment limits, a state that is moved.
 */
#include <kapi/device.h>
#include <kapi/dma-debug.h>
#include <linux/debugobjects.h>
#include <linux/dma-mapping.h>
#include <linux/iommu.h>

#define DMA_RULE(condition, message) __kapi_rule(!!(condition), "dma-api", message)

static size_t linked(struct iommu_domain *domain, dma_addr_t start, size_t size)
{
	size_t sum = 0;
	int i;

	spin_lock(&domain->walk);
	for (i = 0; i < IOMMU_DOMAIN_MAPPINGS; i++) {
		struct iommu_mapping *mapping = &domain->mapping[i];

		if (mapping->size && mapping->iova >= start && mapping->iova < start + size)
			sum += mapping->size;
	}
	spin_unlock(&domain->walk);
	return sum;
}

/* IO addresses that somebody else remembers than the state: one mapping, or one list. */
bool dma_iova_get(struct device *dev, struct dma_iova_state *state, size_t size)
{
	if (!dev->dma_domain || __kapi_fault("dma_iova_try_alloc"))
		return false;
	state->addr = __kapi_range(dev->dma_domain->space, size);
	state->__size = size;
	__kapi_fetch_add(&dev->dma_domain->iovas, 1, 4);
	return true;
}

void dma_iova_put(struct device *dev, struct dma_iova_state *state)
{
	DMA_RULE(state->__size && __kapi_is_fresh(state->addr), "IO addresses are freed that were freed already");
	DMA_RULE(!linked(dev->dma_domain, state->addr, state->__size), "IO addresses are freed while ranges are linked to them");
	__kapi_renew(state->addr);
	__kapi_fetch_add(&dev->dma_domain->iovas, -1, 4);
}

/**
 * dma_iova_try_alloc - allocates IO addresses for a mapping that is made range by range
 * Return: false where the device has no IOMMU; the caller then maps each range for itself.
 */
bool dma_iova_try_alloc(struct device *dev, struct dma_iova_state *state, phys_addr_t phys, size_t size)
{
	memset(state, 0, sizeof(*state));
	if (!dma_iova_get(dev, state, size))
		return false;
	/* Nothing else remembers the addresses: the state has to be there until they are given back. */
	__kapi_object_activate(state);
	return true;
}

/**
 * dma_iova_free - gives IO addresses back to which nothing is linked
 */
void dma_iova_free(struct device *dev, struct dma_iova_state *state)
{
	dma_iova_put(dev, state);
	__kapi_object_deactivate(state);
}

/**
 * dma_iova_link - links a physical range at `offset` bytes into the IO addresses
 * Return: 0, or an error of the IOMMU.
 */
int dma_iova_link(struct device *dev, struct dma_iova_state *state, phys_addr_t phys, size_t offset, size_t size,
		  enum dma_data_direction dir, unsigned long attrs)
{
	int ret;

	DMA_RULE(state->__size && __kapi_is_fresh(state->addr), "a range is linked to IO addresses that are freed");
	DMA_RULE(offset + size <= state->__size, "a range is linked beyond the IO addresses");
	ret = iommu_map(dev->dma_domain, state->addr + offset, phys, size, IOMMU_READ | IOMMU_WRITE, GFP_ATOMIC);
	DMA_RULE(ret != -EEXIST, "a range is linked over another range that is linked at this offset already");
	return ret;
}

int dma_iova_sync(struct device *dev, struct dma_iova_state *state, size_t offset, size_t size)
{
	return 0;
}

void dma_iova_unlink(struct device *dev, struct dma_iova_state *state, size_t offset, size_t size,
		     enum dma_data_direction dir, unsigned long attrs)
{
	DMA_RULE(linked(dev->dma_domain, state->addr + offset, size) == size, "a range is unlinked that is not linked");
	iommu_unmap(dev->dma_domain, state->addr + offset, size);
}

/**
 * dma_iova_destroy - unlinks the first `mapped` bytes and gives the IO addresses back
 */
void dma_iova_destroy(struct device *dev, struct dma_iova_state *state, size_t mapped, enum dma_data_direction dir,
		      unsigned long attrs)
{
	DMA_RULE(state->__size && __kapi_is_fresh(state->addr), "IO addresses are destroyed that were freed already");
	if (mapped)
		dma_iova_unlink(dev, state, 0, mapped, dir, attrs);
	dma_iova_free(dev, state);
}

/* dma_direct_map_phys(), iommu_dma_map_phys(): `what` is the fault that a flow may ask for. */
dma_addr_t dma_map_range(struct device *dev, phys_addr_t phys, size_t size, enum dma_data_direction dir,
			 unsigned long attrs, const char *what)
{
	struct dma_iova_state state;

	if (__kapi_fault(what))
		return DMA_MAPPING_ERROR;
	if (!dma_iova_get(dev, &state, size))
		return phys;
	if (dma_iova_link(dev, &state, phys, 0, size, dir, attrs)) {
		dma_iova_put(dev, &state);
		return DMA_MAPPING_ERROR;
	}
	return state.addr;
}

void dma_unmap_range(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir, unsigned long attrs)
{
	struct dma_iova_state state = { .addr = address, .__size = size };

	/* A mapping that got no IO address has its physical one. */
	if (dev->dma_domain && !__kapi_in_space(address, "phys"))
		dma_iova_destroy(dev, &state, size, dir, attrs);
}

void device_check_idle(struct device *dev)
{
	__kapi_rule(!dev->dma_domain || dev->dma_domain->iovas == 0, "iova-leak",
		    "IO addresses of the device were never given back");
	__kapi_dma_released(dev);
}

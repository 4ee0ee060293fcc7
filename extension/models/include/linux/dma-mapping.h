/* SPDX-License-Identifier: MIT */
/*
 * The DMA API: bus addresses of one device. Stands in for include/linux/dma-mapping.h; the functions are in
 * models/iommu/dma-iommu.c (Documentation/core-api/dma-api.rst).
 */
#ifndef _LINUX_DMA_MAPPING_H
#define _LINUX_DMA_MAPPING_H

#include <linux/device.h>
#include <linux/dma-direction.h>
#include <linux/scatterlist.h>
#include <linux/types.h>

#define DMA_MAPPING_ERROR (~(dma_addr_t)0)
#define DMA_BIT_MASK(n) ((n) == 64 ? ~0ULL : (1ULL << (n)) - 1)
#define DMA_ATTR_SKIP_CPU_SYNC (1UL << 5)
#define DMA_ATTR_NO_WARN (1UL << 8)
#define DMA_ATTR_MMIO (1UL << 10)
/* Bit 63 of a size marks a bounce buffer. */
#define DMA_IOVA_USE_SWIOTLB (1ULL << 63)

/* The IOVA space of one mapping made in two steps: allocated once, then linked range by range. */
struct dma_iova_state {
	dma_addr_t addr;
	u64 __size;
};

static inline bool dma_use_iova(struct dma_iova_state *state)
{
	return state->__size != 0;
}

static inline u64 dma_iova_size(struct dma_iova_state *state)
{
	return state->__size;
}

bool dma_iova_try_alloc(struct device *dev, struct dma_iova_state *state, phys_addr_t phys, size_t size);
void dma_iova_free(struct device *dev, struct dma_iova_state *state);
/* `offset` counts from the start of the IOVA space; the range must not be linked already. */
int dma_iova_link(struct device *dev, struct dma_iova_state *state, phys_addr_t phys, size_t offset, size_t size,
		  enum dma_data_direction dir, unsigned long attrs);
int dma_iova_sync(struct device *dev, struct dma_iova_state *state, size_t offset, size_t size);
void dma_iova_unlink(struct device *dev, struct dma_iova_state *state, size_t offset, size_t size,
		     enum dma_data_direction dir, unsigned long attrs);
void dma_iova_destroy(struct device *dev, struct dma_iova_state *state, size_t mapped, enum dma_data_direction dir,
		      unsigned long attrs);

dma_addr_t dma_map_phys(struct device *dev, phys_addr_t phys, size_t size, enum dma_data_direction dir,
			unsigned long attrs);
void dma_unmap_phys(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir,
		    unsigned long attrs);
dma_addr_t dma_map_resource(struct device *dev, phys_addr_t phys, size_t size, enum dma_data_direction dir,
			    unsigned long attrs);
void dma_unmap_resource(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir,
			unsigned long attrs);
int dma_mapping_error(struct device *dev, dma_addr_t address);
int dma_map_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir, unsigned long attrs);
void dma_unmap_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir, unsigned long attrs);
void dma_sync_sgtable_for_cpu(struct device *dev, struct sg_table *table, enum dma_data_direction dir);
void dma_sync_sgtable_for_device(struct device *dev, struct sg_table *table, enum dma_data_direction dir);

#endif

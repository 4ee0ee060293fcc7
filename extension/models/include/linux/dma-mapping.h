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
dma_addr_t dma_map_page_attrs(struct device *dev, struct page *page, size_t offset, size_t size,
			      enum dma_data_direction dir, unsigned long attrs);
void dma_unmap_page_attrs(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir,
			  unsigned long attrs);
dma_addr_t dma_map_single_attrs(struct device *dev, void *memory, size_t size, enum dma_data_direction dir,
				unsigned long attrs);
#define dma_unmap_single_attrs(dev, address, size, dir, attrs) dma_unmap_page_attrs(dev, address, size, dir, attrs)
#define dma_map_single(dev, memory, size, dir) dma_map_single_attrs(dev, memory, size, dir, 0)
#define dma_unmap_single(dev, address, size, dir) dma_unmap_page_attrs(dev, address, size, dir, 0)
#define dma_map_page(dev, page, offset, size, dir) dma_map_page_attrs(dev, page, offset, size, dir, 0)
#define dma_unmap_page(dev, address, size, dir) dma_unmap_page_attrs(dev, address, size, dir, 0)
void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *address, gfp_t gfp);
void dma_free_coherent(struct device *dev, size_t size, void *memory, dma_addr_t address);
unsigned int dma_map_sg_attrs(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir,
			      unsigned long attrs);
void dma_unmap_sg_attrs(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir,
			unsigned long attrs);
#define dma_map_sg(dev, list, nents, dir) dma_map_sg_attrs(dev, list, nents, dir, 0)
#define dma_unmap_sg(dev, list, nents, dir) dma_unmap_sg_attrs(dev, list, nents, dir, 0)
void dma_sync_single_for_cpu(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir);
void dma_sync_single_for_device(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir);
void dma_sync_sg_for_cpu(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir);
void dma_sync_sg_for_device(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir);
int dma_map_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir, unsigned long attrs);
void dma_unmap_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir, unsigned long attrs);
void dma_sync_sgtable_for_cpu(struct device *dev, struct sg_table *table, enum dma_data_direction dir);
void dma_sync_sgtable_for_device(struct device *dev, struct sg_table *table, enum dma_data_direction dir);

#endif

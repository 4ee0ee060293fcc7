/* SPDX-License-Identifier: MIT */
/*
 * The checker of the DMA API (kernel/dma/debug.h, CONFIG_DMA_API_DEBUG): models of kernel/dma/ and drivers/iommu/ tell it
 * what they map. The rules `dma-...` are the machine's.
 */
#ifndef KAPI_DMA_DEBUG_H
#define KAPI_DMA_DEBUG_H

#include <linux/device.h>
#include <linux/scatterlist.h>

/* type2name[] of kernel/dma/debug.c */
#define KAPI_DMA_SINGLE 0
#define KAPI_DMA_SG 1
#define KAPI_DMA_COHERENT 2
#define KAPI_DMA_RESOURCE 3

void __kapi_dma_map(const void *device, unsigned long long address, unsigned long long bytes, unsigned int direction,
		    unsigned int kind, unsigned int entries, unsigned int mapped, unsigned long long memory);
void __kapi_dma_unmap(const void *device, unsigned long long address, unsigned long long bytes, unsigned int direction,
		      unsigned int kind, unsigned int entries, unsigned int mapped, unsigned long long memory);
void __kapi_dma_sync(const void *device, unsigned long long address, unsigned long long bytes, unsigned int direction,
		     unsigned int kind, unsigned int entries);
unsigned int __kapi_dma_entries(const void *device, unsigned long long address, unsigned long long bytes,
				unsigned int direction, unsigned int kind, unsigned int entries);
void __kapi_dma_checked(const void *device, unsigned long long address);
void __kapi_dma_released(const void *device);
void __kapi_dma_memory(const void *memory, unsigned long bytes);

/* debug_dma_map_sg(), debug_dma_unmap_sg(), debug_dma_sync_sg_for_*(): entry by entry. */
static inline void kapi_dma_map_sg(struct device *dev, struct scatterlist *list, int nents, int mapped, int dir)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(list, sg, mapped, i)
		__kapi_dma_map(dev, sg_dma_address(sg), sg_dma_len(sg), dir, KAPI_DMA_SG, nents, mapped, 0);
}

static inline void kapi_dma_unmap_sg(struct device *dev, struct scatterlist *list, int nents, int dir)
{
	struct scatterlist *sg;
	int i, mapped = 0;

	for_each_sg(list, sg, nents, i) {
		if (mapped && i >= mapped)
			break;
		if (!i)
			mapped = __kapi_dma_entries(dev, sg_dma_address(sg), sg_dma_len(sg), dir, KAPI_DMA_SG, nents);
		__kapi_dma_unmap(dev, sg_dma_address(sg), sg_dma_len(sg), dir, KAPI_DMA_SG, nents, mapped, 0);
	}
}

static inline void kapi_dma_sync_sg(struct device *dev, struct scatterlist *list, int nents, int dir)
{
	struct scatterlist *sg;
	int i, mapped = 0;

	for_each_sg(list, sg, nents, i) {
		if (!i)
			mapped = __kapi_dma_entries(dev, sg_dma_address(sg), sg_dma_len(sg), dir, KAPI_DMA_SG, nents);
		if (i && i >= mapped)
			break;
		__kapi_dma_sync(dev, sg_dma_address(sg), sg_dma_len(sg), dir, KAPI_DMA_SG, nents);
	}
}

#endif

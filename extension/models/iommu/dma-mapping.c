/* SPDX-License-Identifier: MIT */
/*
 * Mapping of scatter lists (kernel/dma/mapping.c, dma_map_sgtable(); drivers/iommu/dma-iommu.c, iommu_dma_map_sg()). Kept:
 * behind an IOMMU the whole list becomes one range of IO addresses, so that entries with a DMA address can be fewer than
 * entries with a page; without one each entry has its physical address. Left out: segment limits, bounce buffers.
 */
#include <kapi/cache.h>
#include <linux/dma-mapping.h>
#include <linux/iommu.h>

static size_t bytes_of(struct sg_table *table)
{
	struct scatterlist *sg;
	size_t bytes = 0;
	unsigned int i;

	for_each_sgtable_sg(table, sg, i)
		bytes += sg->length;
	return bytes;
}

int dma_map_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir, unsigned long attrs)
{
	struct dma_iova_state state;
	struct scatterlist *sg;
	size_t offset = 0;
	unsigned int i;
	int ret;

	if (__kapi_fault("dma_map_sgtable"))
		return -ENOMEM;
	for_each_sgtable_sg(table, sg, i)
		cache_sync_for_device(sg_page(sg), dir);
	if (!dma_iova_try_alloc(dev, &state, 0, bytes_of(table))) {
		for_each_sgtable_sg(table, sg, i) {
			sg_dma_address(sg) = page_to_phys(sg_page(sg)) + sg->offset;
			sg_dma_len(sg) = sg->length;
		}
		table->nents = table->orig_nents;
		return 0;
	}
	for_each_sgtable_sg(table, sg, i) {
		ret = dma_iova_link(dev, &state, page_to_phys(sg_page(sg)) + sg->offset, offset, sg->length, dir, attrs);
		if (ret) {
			dma_iova_destroy(dev, &state, offset, dir, attrs);
			return ret;
		}
		offset += sg->length;
	}
	sg_dma_address(table->sgl) = state.addr;
	sg_dma_len(table->sgl) = offset;
	table->nents = 1;
	return 0;
}

void dma_unmap_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir, unsigned long attrs)
{
	struct scatterlist *sg;
	unsigned int i;

	if (dev->dma_domain) {
		struct dma_iova_state state = { .addr = sg_dma_address(table->sgl), .__size = bytes_of(table) };

		dma_iova_destroy(dev, &state, bytes_of(table), dir, attrs);
	}
	for_each_sgtable_sg(table, sg, i)
		cache_sync_for_cpu(sg_page(sg), dir);
}

void dma_sync_sgtable_for_cpu(struct device *dev, struct sg_table *table, enum dma_data_direction dir)
{
	struct scatterlist *sg;
	unsigned int i;

	for_each_sgtable_sg(table, sg, i)
		cache_sync_for_cpu(sg_page(sg), dir);
}

void dma_sync_sgtable_for_device(struct device *dev, struct sg_table *table, enum dma_data_direction dir)
{
	struct scatterlist *sg;
	unsigned int i;

	for_each_sgtable_sg(table, sg, i)
		cache_sync_for_device(sg_page(sg), dir);
}

/* SPDX-License-Identifier: MIT */
/*
 * The DMA API in one step (kernel/dma/mapping.c, drivers/iommu/dma-iommu.c), with its checker (kernel/dma/debug.c). Kept: behind an
 * IOMMU a whole scatter list becomes one range of IO addresses, so that entries with a DMA address can be fewer than
 * entries with a page; without one each entry has its physical address. Memory that the CPU names by a pointer gets a physical
 * address when it is mapped. Left out: segment limits, bounce buffers, what devices do to the bytes behind a pointer.
 */
#include <kapi/cache.h>
#include <kapi/dma-debug.h>
#include <linux/dma-mapping.h>
#include <linux/iommu.h>

dma_addr_t dma_map_range(struct device *dev, phys_addr_t phys, size_t size, enum dma_data_direction dir,
			 unsigned long attrs, const char *what);
void dma_unmap_range(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir, unsigned long attrs);
bool dma_iova_get(struct device *dev, struct dma_iova_state *state, size_t size);

int dma_mapping_error(struct device *dev, dma_addr_t address)
{
	__kapi_dma_checked(dev, address);
	return address == DMA_MAPPING_ERROR ? -ENOMEM : 0;
}

static dma_addr_t map(struct device *dev, phys_addr_t phys, u64 memory, size_t size, enum dma_data_direction dir,
		      unsigned long attrs, unsigned int kind, const char *what)
{
	dma_addr_t address = dma_map_range(dev, phys, size, dir, attrs, what);

	if (address != DMA_MAPPING_ERROR)
		__kapi_dma_map(dev, address, size, dir, kind, 0, 0, attrs & DMA_ATTR_SKIP_CPU_SYNC ? 0 : memory);
	return address;
}

static void unmap(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir, unsigned long attrs,
		  unsigned int kind)
{
	__kapi_dma_unmap(dev, address, size, dir, kind, 0, 0, 0);
	dma_unmap_range(dev, address, size, dir, attrs);
}

/* Memory of a peer device is mapped for several devices on purpose, so the checker is not told what lies behind. */
dma_addr_t dma_map_phys(struct device *dev, phys_addr_t phys, size_t size, enum dma_data_direction dir,
			unsigned long attrs)
{
	return map(dev, phys, 0, size, dir, attrs, KAPI_DMA_SINGLE, "dma_map_phys");
}

void dma_unmap_phys(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir,
		    unsigned long attrs)
{
	unmap(dev, address, size, dir, attrs, KAPI_DMA_SINGLE);
}

dma_addr_t dma_map_resource(struct device *dev, phys_addr_t phys, size_t size, enum dma_data_direction dir,
			    unsigned long attrs)
{
	return map(dev, phys, 0, size, dir, attrs | DMA_ATTR_MMIO, KAPI_DMA_RESOURCE, "dma_map_resource");
}

void dma_unmap_resource(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir,
			unsigned long attrs)
{
	unmap(dev, address, size, dir, attrs, KAPI_DMA_RESOURCE);
}

dma_addr_t dma_map_page_attrs(struct device *dev, struct page *page, size_t offset, size_t size,
			      enum dma_data_direction dir, unsigned long attrs)
{
	phys_addr_t phys = page_to_phys(page) + offset;

	if (page->cache && !(attrs & DMA_ATTR_SKIP_CPU_SYNC))
		cache_sync_for_device(page, dir);
	return map(dev, phys, phys, size, dir, attrs, KAPI_DMA_SINGLE, "dma_map_page");
}

void dma_unmap_page_attrs(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir,
			  unsigned long attrs)
{
	unmap(dev, address, size, dir, attrs, KAPI_DMA_SINGLE);
}

dma_addr_t dma_map_single_attrs(struct device *dev, void *memory, size_t size, enum dma_data_direction dir,
				unsigned long attrs)
{
	__kapi_dma_memory(memory, size);
	return map(dev, __kapi_range("phys", size), (u64)memory, size, dir, attrs, KAPI_DMA_SINGLE, "dma_map_single");
}

void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *address, gfp_t gfp)
{
	void *memory = __kapi_kmalloc("dma_alloc_coherent", size, gfp, 1);

	if (!memory)
		return NULL;
	*address = map(dev, __kapi_range("phys", size), (u64)memory, size, DMA_BIDIRECTIONAL, 0, KAPI_DMA_COHERENT,
		       "dma_alloc_coherent");
	if (*address == DMA_MAPPING_ERROR) {
		kfree(memory);
		return NULL;
	}
	return memory;
}

void dma_free_coherent(struct device *dev, size_t size, void *memory, dma_addr_t address)
{
	__kapi_dma_unmap(dev, address, size, DMA_BIDIRECTIONAL, KAPI_DMA_COHERENT, 0, 0, (u64)memory);
	dma_unmap_range(dev, address, size, DMA_BIDIRECTIONAL, 0);
	kfree(memory);
}

static size_t bytes_of(struct scatterlist *list, int nents)
{
	struct scatterlist *sg;
	size_t bytes = 0;
	int i;

	for_each_sg(list, sg, nents, i)
		bytes += sg->length;
	return bytes;
}

/* Returns how many entries have a DMA address, or an error. */
static int map_list(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir,
		    unsigned long attrs, const char *what)
{
	struct dma_iova_state state;
	struct scatterlist *sg;
	size_t offset = 0;
	int i, ret;

	if (__kapi_fault(what))
		return -ENOMEM;
	for_each_sg(list, sg, nents, i)
		cache_sync_for_device(sg_page(sg), dir);
	if (!dma_iova_get(dev, &state, bytes_of(list, nents))) {
		for_each_sg(list, sg, nents, i) {
			sg_dma_address(sg) = page_to_phys(sg_page(sg)) + sg->offset;
			sg_dma_len(sg) = sg->length;
		}
		kapi_dma_map_sg(dev, list, nents, nents, dir);
		return nents;
	}
	for_each_sg(list, sg, nents, i) {
		ret = dma_iova_link(dev, &state, page_to_phys(sg_page(sg)) + sg->offset, offset, sg->length, dir, attrs);
		if (ret) {
			dma_iova_destroy(dev, &state, offset, dir, attrs);
			return ret;
		}
		offset += sg->length;
	}
	sg_dma_address(list) = state.addr;
	sg_dma_len(list) = offset;
	kapi_dma_map_sg(dev, list, nents, 1, dir);
	return 1;
}

unsigned int dma_map_sg_attrs(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir,
			      unsigned long attrs)
{
	int ret = map_list(dev, list, nents, dir, attrs, "dma_map_sg");

	return ret < 0 ? 0 : ret;
}

void dma_unmap_sg_attrs(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir,
			unsigned long attrs)
{
	struct scatterlist *sg;
	int i;

	kapi_dma_unmap_sg(dev, list, nents, dir);
	if (dev->dma_domain && !__kapi_in_space(sg_dma_address(list), "phys")) {
		struct dma_iova_state state = { .addr = sg_dma_address(list), .__size = bytes_of(list, nents) };

		dma_iova_destroy(dev, &state, bytes_of(list, nents), dir, attrs);
	}
	for_each_sg(list, sg, nents, i)
		cache_sync_for_cpu(sg_page(sg), dir);
}

int dma_map_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir, unsigned long attrs)
{
	int ret = map_list(dev, table->sgl, table->orig_nents, dir, attrs, "dma_map_sgtable");

	if (ret < 0)
		return ret;
	table->nents = ret;
	return 0;
}

void dma_unmap_sgtable(struct device *dev, struct sg_table *table, enum dma_data_direction dir, unsigned long attrs)
{
	dma_unmap_sg_attrs(dev, table->sgl, table->orig_nents, dir, attrs);
}

void dma_sync_single_for_cpu(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir)
{
	__kapi_dma_sync(dev, address, size, dir, KAPI_DMA_SINGLE, 0);
}

void dma_sync_single_for_device(struct device *dev, dma_addr_t address, size_t size, enum dma_data_direction dir)
{
	__kapi_dma_sync(dev, address, size, dir, KAPI_DMA_SINGLE, 0);
}

void dma_sync_sg_for_cpu(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir)
{
	struct scatterlist *sg;
	int i;

	kapi_dma_sync_sg(dev, list, nents, dir);
	for_each_sg(list, sg, nents, i)
		cache_sync_for_cpu(sg_page(sg), dir);
}

void dma_sync_sg_for_device(struct device *dev, struct scatterlist *list, int nents, enum dma_data_direction dir)
{
	struct scatterlist *sg;
	int i;

	kapi_dma_sync_sg(dev, list, nents, dir);
	for_each_sg(list, sg, nents, i)
		cache_sync_for_device(sg_page(sg), dir);
}

void dma_sync_sgtable_for_cpu(struct device *dev, struct sg_table *table, enum dma_data_direction dir)
{
	dma_sync_sg_for_cpu(dev, table->sgl, table->orig_nents, dir);
}

void dma_sync_sgtable_for_device(struct device *dev, struct sg_table *table, enum dma_data_direction dir)
{
	dma_sync_sg_for_device(dev, table->sgl, table->orig_nents, dir);
}

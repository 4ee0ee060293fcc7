/* SPDX-License-Identifier: MIT */
/*
 * The list of ranges with metadata, and its helpers both ways (<20250121173633.GU5556@nvidia.com>,
 * <20250122132811.GE5556@nvidia.com>). Left out: growing lists, more than one provider an entry.
 */
#include <kapi/phyr.h>
#include <linux/dma-mapping.h>
#include <linux/slab.h>

struct phyr *phyr_alloc(unsigned int count)
{
	size_t bytes = sizeof(struct phyr) + count * sizeof(struct phyr_entry);
	struct phyr *phyr = kzalloc(bytes, GFP_KERNEL);

	if (!phyr)
		return NULL;
	__kapi_count("phyr: allocations", 1);
	__kapi_count("phyr: bytes of metadata", bytes);
	phyr->count = count;
	return phyr;
}

void phyr_free(struct phyr *phyr)
{
	kfree(phyr);
}

int phyr_to_sgt(struct device *dev, const struct phyr *phyr, struct sg_table *table)
{
	unsigned int i;

	for (i = 0; i < phyr->count; i++) {
		/* A generic importer has to fail cleanly where an entry is private. <20250121173633.GU5556@nvidia.com> */
		if (phyr->entry[i].flags & PHYR_PRIVATE)
			return -EOPNOTSUPP;
	}
	if (sg_alloc_table(table, phyr->count, GFP_KERNEL))
		return -ENOMEM;
	for (i = 0; i < phyr->count; i++) {
		struct scatterlist *sg = &table->sgl[i];

		if (phyr->entry[i].flags & PHYR_MAPPED)
			sg_dma_address(sg) = phyr->entry[i].address;
		else
			sg_dma_address(sg) = dma_map_phys(dev, phyr->entry[i].address, phyr->entry[i].length, DMA_BIDIRECTIONAL, 0);
		BUG_ON(dma_mapping_error(dev, sg_dma_address(sg)));
		sg_dma_len(sg) = phyr->entry[i].length;
		__kapi_count("phyr: entries mapped by the helper", !(phyr->entry[i].flags & PHYR_MAPPED));
	}
	return 0;
}

void phyr_unmap_sgt(struct device *dev, const struct phyr *phyr, struct sg_table *table)
{
	unsigned int i;

	for (i = 0; i < phyr->count; i++) {
		if (!(phyr->entry[i].flags & PHYR_MAPPED))
			dma_unmap_phys(dev, sg_dma_address(&table->sgl[i]), phyr->entry[i].length, DMA_BIDIRECTIONAL, 0);
	}
	sg_free_table(table);
}

struct phyr *phyr_from_sgt(struct sg_table *table)
{
	struct phyr *phyr = phyr_alloc(table->nents);
	unsigned int i;

	if (!phyr)
		return NULL;
	for (i = 0; i < table->nents; i++) {
		phyr->entry[i].address = sg_dma_address(&table->sgl[i]);
		phyr->entry[i].length = sg_dma_len(&table->sgl[i]);
		phyr->entry[i].flags = PHYR_MAPPED;
	}
	return phyr;
}

struct page *phyr_entry_to_page(const struct phyr *phyr, unsigned int n)
{
	if (WARN_ON(phyr->entry[n].flags & PHYR_NO_PAGE))
		return NULL;
	return phyr->entry[n].page;
}

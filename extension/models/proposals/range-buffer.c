/* SPDX-License-Identifier: MIT */
/*
 * An exporter whose buffer consists of ranges, to be had as a scatter list, as a phyr, as chunks, or through a cursor. The
 * ranges are the same in each; what it costs is counted. Left out: moving, mapping for a device behind an IOMMU other than by
 * the scatter list.
 */
#include <kapi/phyr.h>
#include <linux/dma-mapping.h>
#include <linux/dma-resv.h>
#include <linux/slab.h>

static struct sg_table *range_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	struct range_buffer *buffer = attachment->dmabuf->priv;
	struct sg_table *table = kzalloc(sizeof(*table), GFP_KERNEL);
	unsigned int i;

	if (!table)
		return NULL;
	if (sg_alloc_table(table, buffer->count, GFP_KERNEL)) {
		kfree(table);
		return NULL;
	}
	__kapi_count("sg_table: callbacks", 1);
	__kapi_count("sg_table: allocations", 2);
	__kapi_count("sg_table: bytes of metadata", sizeof(*table) + buffer->count * sizeof(struct scatterlist));
	for (i = 0; i < buffer->count; i++) {
		sg_dma_address(&table->sgl[i]) =
			dma_map_phys(attachment->dev, buffer->range[i].address, buffer->range[i].length, direction, 0);
		BUG_ON(dma_mapping_error(attachment->dev, sg_dma_address(&table->sgl[i])));
		sg_dma_len(&table->sgl[i]) = buffer->range[i].length;
	}
	return table;
}

static void range_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
	struct range_buffer *buffer = attachment->dmabuf->priv;
	unsigned int i;

	for (i = 0; i < buffer->count; i++)
		dma_unmap_phys(attachment->dev, sg_dma_address(&table->sgl[i]), buffer->range[i].length, direction, 0);
	sg_free_table(table);
	kfree(table);
}

static void range_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops range_ops = {
	.map_dma_buf = range_map,
	.unmap_dma_buf = range_unmap,
	.release = range_release,
};

int range_buffer_create(struct range_buffer *buffer, const u64 *lengths, unsigned int count)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);
	unsigned int i;

	buffer->count = count;
	for (i = 0; i < count; i++) {
		buffer->range[i].address = __kapi_range("phys", lengths[i]);
		buffer->range[i].length = lengths[i];
		exp_info.size += lengths[i];
	}
	exp_info.ops = &range_ops;
	exp_info.priv = buffer;
	buffer->dmabuf = dma_buf_export(&exp_info);
	return PTR_ERR_OR_ZERO(buffer->dmabuf);
}

/* Built once by the exporter, walked by the importer. <20250121173633.GU5556@nvidia.com> */
struct phyr *range_buffer_get_phyr(struct dma_buf_attachment *attachment)
{
	struct range_buffer *buffer = attachment->dmabuf->priv;
	struct phyr *phyr;

	dma_resv_assert_held(attachment->dmabuf->resv);
	__kapi_count("phyr: callbacks", 1);
	phyr = phyr_alloc(buffer->count);
	if (phyr)
		memcpy(phyr->entry, buffer->range, buffer->count * sizeof(*phyr->entry));
	return phyr;
}

/* Each chunk has exactly one provider. <20250110203838.GL5556@nvidia.com> */
int range_buffer_get_chunks(struct dma_buf_attachment *attachment, struct memory_chunks *chunks)
{
	struct range_buffer *buffer = attachment->dmabuf->priv;
	unsigned int i;

	dma_resv_assert_held(attachment->dmabuf->resv);
	__kapi_count("chunks: callbacks", 1);
	chunks->count = 0;
	for (i = 0; i < buffer->count; i++) {
		struct memory_chunk *last = &chunks->chunk[chunks->count - 1];

		if (chunks->count && last->provider == buffer->range[i].provider) {
			last->count++;
			continue;
		}
		chunks->chunk[chunks->count].provider = buffer->range[i].provider;
		chunks->chunk[chunks->count].count = 1;
		chunks->chunk[chunks->count++].entries = &buffer->range[i];
	}
	__kapi_count("chunks: bytes of metadata",
		     chunks->count * sizeof(struct memory_chunk) + buffer->count * sizeof(struct phyr_entry));
	return 0;
}

void buffer_cursor_map(struct buffer_cursor *cursor, struct dma_buf_attachment *attachment, u64 offset, u64 size, u64 step)
{
	dma_resv_assert_held(attachment->dmabuf->resv);
	__kapi_count(step ? "cursor, a page at a time: callbacks" : "cursor: callbacks", 1);
	cursor->dmabuf = attachment->dmabuf;
	cursor->offset = offset;
	cursor->left = size;
	cursor->step = step;
}

/* "valid only under the lock": <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com> */
bool buffer_cursor_next(struct buffer_cursor *cursor, struct phyr_entry *entry)
{
	struct range_buffer *buffer = cursor->dmabuf->priv;
	u64 at = 0;
	unsigned int i;

	dma_resv_assert_held(cursor->dmabuf->resv);
	if (!cursor->left)
		return false;
	__kapi_count(cursor->step ? "cursor, a page at a time: callbacks" : "cursor: callbacks", 1);
	for (i = 0; cursor->offset >= at + buffer->range[i].length; i++)
		at += buffer->range[i].length;
	*entry = buffer->range[i];
	entry->address += cursor->offset - at;
	entry->length -= cursor->offset - at;
	if (cursor->step && entry->length > cursor->step)
		entry->length = cursor->step;
	if (entry->length > cursor->left)
		entry->length = cursor->left;
	cursor->offset += entry->length;
	cursor->left -= entry->length;
	return true;
}

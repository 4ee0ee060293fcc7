/* SPDX-License-Identifier: MIT */
/*
 * A capture or display device without faults and without moves (drivers/media/common/videobuf2/videobuf2-dma-contig.c,
 * videobuf2-core.c). Kept: it takes the buffer from a descriptor, attaches without callbacks, needs one contiguous DMA
 * range, and unmaps before it detaches. Left out: queues, formats, several planes.
 */
#include <kapi/device.h>
#include <kapi/video.h>

int video_attach(struct video_buffer *buffer, struct device *dev, int fd, enum dma_data_direction direction)
{
	buffer->dmabuf = dma_buf_get(fd);
	if (IS_ERR(buffer->dmabuf))
		return PTR_ERR(buffer->dmabuf);
	buffer->attachment = dma_buf_attach(buffer->dmabuf, dev);
	if (IS_ERR(buffer->attachment)) {
		dma_buf_put(buffer->dmabuf);
		return PTR_ERR(buffer->attachment);
	}
	buffer->dev = dev;
	buffer->direction = direction;
	return 0;
}

int video_map(struct video_buffer *buffer)
{
	struct sg_table *table = dma_buf_map_attachment_unlocked(buffer->attachment, buffer->direction);

	if (IS_ERR(table))
		return PTR_ERR(table);
	/* The hardware has one address register. */
	if (table->nents > 1) {
		dma_buf_unmap_attachment_unlocked(buffer->attachment, table, buffer->direction);
		return -EFAULT;
	}
	buffer->table = table;
	buffer->address = sg_dma_address(table->sgl);
	return 0;
}

void video_frame(struct video_buffer *buffer)
{
	unsigned int length = sg_dma_len(buffer->table->sgl);
	unsigned int at;

	for (at = 0; at < length; at += PAGE_SIZE)
		device_dma(buffer->dev, buffer->address + at, PAGE_SIZE, buffer->direction == DMA_FROM_DEVICE);
}

void video_unmap(struct video_buffer *buffer)
{
	dma_buf_unmap_attachment_unlocked(buffer->attachment, buffer->table, buffer->direction);
}

void video_detach(struct video_buffer *buffer)
{
	dma_buf_detach(buffer->dmabuf, buffer->attachment);
	dma_buf_put(buffer->dmabuf);
}

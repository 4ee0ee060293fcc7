/* SPDX-License-Identifier: MIT */
/* An importer that can't follow moves: a capture device of the media subsystem. */
#ifndef KAPI_VIDEO_H
#define KAPI_VIDEO_H

#include <linux/dma-buf.h>

/* One buffer in a queue of a device (struct vb2_dc_buf). */
struct video_buffer {
	struct device *dev;
	struct dma_buf *dmabuf;
	struct dma_buf_attachment *attachment;
	struct sg_table *table;
	enum dma_data_direction direction;
	dma_addr_t address;
};

/* VIDIOC_QBUF with V4L2_MEMORY_DMABUF, the frame itself, VIDIOC_DQBUF, and the end of streaming. */
int video_attach(struct video_buffer *buffer, struct device *dev, int fd, enum dma_data_direction direction);
int video_map(struct video_buffer *buffer);
void video_frame(struct video_buffer *buffer);
void video_unmap(struct video_buffer *buffer);
void video_detach(struct video_buffer *buffer);

#endif

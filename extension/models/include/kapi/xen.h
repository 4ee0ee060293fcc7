/* SPDX-License-Identifier: MIT */
/* A Xen domain that grants another one pages of an imported buffer. */
#ifndef KAPI_XEN_H
#define KAPI_XEN_H

#include <linux/dma-buf.h>

struct gntdev_buffer {
	struct dma_buf *dmabuf;
	struct dma_buf_attachment *attachment;
	struct sg_table *table;
	/* What the other domain is told. */
	u64 gfn;
};

int gntdev_import(struct gntdev_buffer *buffer, struct device *dev, int fd);
/* The other domain, for which the hypervisor maps the frame that it was granted, touches it. */
void gntdev_foreign_access(struct gntdev_buffer *buffer);
void gntdev_release(struct gntdev_buffer *buffer);

#endif

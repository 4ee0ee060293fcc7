/* SPDX-License-Identifier: MIT */
/*
 * Importing a buffer to grant its frames (drivers/xen/gntdev-dmabuf.c, dmabuf_imp_to_refs()). Kept: the frame is computed
 * from the DMA address, as if bus and memory were the same. Left out: grant tables, several frames, errors of the hypervisor.
 */
#include <kapi/xen.h>
#include <linux/pfn.h>

int gntdev_import(struct gntdev_buffer *buffer, struct device *dev, int fd)
{
	buffer->dmabuf = dma_buf_get(fd);
	if (IS_ERR(buffer->dmabuf))
		return PTR_ERR(buffer->dmabuf);
	buffer->attachment = dma_buf_attach(buffer->dmabuf, dev);
	if (IS_ERR(buffer->attachment)) {
		dma_buf_put(buffer->dmabuf);
		return PTR_ERR(buffer->attachment);
	}
	buffer->table = dma_buf_map_attachment_unlocked(buffer->attachment, DMA_BIDIRECTIONAL);
	if (IS_ERR(buffer->table)) {
		dma_buf_detach(buffer->dmabuf, buffer->attachment);
		dma_buf_put(buffer->dmabuf);
		return PTR_ERR(buffer->table);
	}
	buffer->gfn = PHYS_PFN(sg_dma_address(buffer->table->sgl));
	return 0;
}

void gntdev_foreign_access(struct gntdev_buffer *buffer)
{
	__kapi_access(PFN_PHYS(buffer->gfn), 4, true, "phys");
}

void gntdev_release(struct gntdev_buffer *buffer)
{
	dma_buf_unmap_attachment_unlocked(buffer->attachment, buffer->table, DMA_BIDIRECTIONAL);
	dma_buf_detach(buffer->dmabuf, buffer->attachment);
	dma_buf_put(buffer->dmabuf);
}

/**
 * flow: contract-importers
 * title: A capture device and a Xen domain import a buffer, whatever fails on the way
 * rows: M03 M28
 * expect: pass
 * may-fail: kzalloc
 * may-fail: alloc_pages
 * may-fail: sg_alloc_table
 * may-fail: get_unused_fd_flags
 * may-fail: dma_map_sgtable
 *
 * The contract of media/video.c, xen/gntdev.c and heap/heap.c (drivers/media/common/videobuf2/videobuf2-dma-contig.c, vb2_dc_attach_dmabuf();
 * drivers/xen/gntdev-dmabuf.c, dmabuf_imp_to_refs(); drivers/dma-buf/heaps/system_heap.c): an import that fails, or that gives what the
 * device can't use, lets go of the descriptor's buffer, the attachment and the mapping.
 */
#include <kapi/device.h>
#include <kapi/heap.h>
#include <kapi/kernel.h>
#include <kapi/video.h>
#include <kapi/xen.h>

static struct device camera = { .init_name = "camera" };

static int new_descriptor(unsigned int pages)
{
	struct dma_buf *buf = system_heap_allocate(pages);
	int fd;

	if (!buf)
		return -ENOMEM;
	fd = dma_buf_fd(buf, O_CLOEXEC);
	if (fd < 0)
		dma_buf_put(buf);
	return fd;
}

__actor void capture(void)
{
	/* The device has one address register, and no IOMMU that would make one range of two pages. */
	unsigned int pages = 1 + __kapi_choose(2, "pages");
	struct video_buffer frame = { 0 };
	int fd = new_descriptor(pages);

	if (fd < 0)
		return;
	if (video_attach(&frame, &camera, fd, DMA_FROM_DEVICE) == 0) {
		int ret = video_map(&frame);

		BUG_ON((ret == 0) != (pages == 1) && ret != -ENOMEM);
		if (ret == 0) {
			BUG_ON(sg_dma_len(frame.table->sgl) != PAGE_SIZE);
			video_frame(&frame);
			video_unmap(&frame);
		}
		video_detach(&frame);
	}
	close_fd(fd);
	BUG_ON(video_attach(&frame, &camera, fd, DMA_FROM_DEVICE) != -EBADF);
}

void finally(void)
{
	__kapi_check_leaks();
}

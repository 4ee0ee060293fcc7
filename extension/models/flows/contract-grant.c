/**
 * flow: contract-grant
 * title: A Xen domain imports a buffer that can't be mapped
 * rows: M28
 * expect: pass
 * may-fail: kzalloc
 * may-fail: bell_attach
 * may-fail: bell_map
 *
 * The contract of xen/gntdev.c (drivers/xen/gntdev-dmabuf.c, dmabuf_imp_to_refs() and its error path): an import that fails lets go of the
 * buffer and of the attachment.
 */
#define EXPORTER_OPS .attach = bell_attach, .detach = bell_detach,
#include "contract-exporter.h"
#include <kapi/video.h>
#include <kapi/xen.h>

__actor void domain(void)
{
	struct gntdev_buffer granted = { 0 };
	struct video_buffer frame = { 0 };
	int fd;

	if (bell_export())
		return;
	fd = dma_buf_fd(bell.dmabuf, O_CLOEXEC);
	BUG_ON(fd < 0);
	if (gntdev_import(&granted, &nic, fd) == 0)
		gntdev_release(&granted);
	/* Another importer of the same kind. */
	if (video_attach(&frame, &nic, fd, DMA_TO_DEVICE) == 0) {
		if (video_map(&frame) == 0)
			video_unmap(&frame);
		video_detach(&frame);
	}
	close_fd(fd);
	BUG_ON(gntdev_import(&granted, &nic, fd) != -EBADF);
}

void finally(void)
{
	BUG_ON(!IS_ERR(bell.dmabuf) && !bell.released);
	bell_check_idle();
}

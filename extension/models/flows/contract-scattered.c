/**
 * flow: contract-scattered
 * title: A buffer comes in two ranges, and the device can use one
 * rows: M03
 * expect: pass
 *
 * The contract of media/video.c (drivers/media/common/videobuf2/videobuf2-dma-contig.c, vb2_dc_map_dmabuf()): a mapping that the device can't
 * use is given back before the error is.
 */
#define EXPORTER_OPS .attach = bell_attach, .detach = bell_detach,
#define EXPORTER_RANGES 2
#include "contract-exporter.h"
#include <kapi/video.h>

__actor void capture(void)
{
	struct video_buffer frame = { 0 };
	int fd;

	BUG_ON(bell_export());
	fd = dma_buf_fd(bell.dmabuf, O_CLOEXEC);
	BUG_ON(video_attach(&frame, &nic, fd, DMA_FROM_DEVICE));
	BUG_ON(video_map(&frame) != -EFAULT);
	video_detach(&frame);
	close_fd(fd);
}

void finally(void)
{
	bell_check_idle();
}

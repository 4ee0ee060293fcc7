/**
 * flow: page-link-used
 * title: An importer takes the page out of its table, and the debug option turns it into garbage
 * claims: <20250110205454.GM5556@nvidia.com>
 *         <20251205130604.1582-1-christian.koenig@amd.com>
 * rows: M04
 * config: CONFIG_DMABUF_DEBUG=y
 * expect: violation wild-access
 *
 * The pages of an imported table are the exporter's. With the option the links are scrambled while the importer has the table, so that
 * the first use of one crashes; page-link-unseen is the same driver without it.
 */
#include <kapi/device.h>
#include <kapi/heap.h>
#include <kapi/video.h>

static struct device camera = { .init_name = "camera" };
static struct video_buffer frame;
static int fd;

void setup(void)
{
	fd = dma_buf_fd(system_heap_allocate(1), O_CLOEXEC);
}

__actor void importer(void)
{
	struct page *page;

	BUG_ON(video_attach(&frame, &camera, fd, DMA_FROM_DEVICE) || video_map(&frame));
	page = sg_page(frame.table->sgl);
	get_page(page);
	put_page(page);
	video_unmap(&frame);
	video_detach(&frame);
}

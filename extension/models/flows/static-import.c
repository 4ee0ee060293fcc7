/**
 * flow: static-import
 * title: A capture device imports a buffer of the system heap, from the descriptor to the last reference
 * claims: <b1f3c179-31a9-4592-a35b-b96d2e8e8261@amd.com>
 *         <f3748173-2bbc-43fa-b62e-72e778999764@amd.com>
 * rows: M03 M32
 * expect: pass
 *
 * The way that every importer goes today: the exporter maps for the importer's device, the importer gets addresses of that
 * device and nothing else. Meanwhile user space closes its descriptor. When all is over the memory is released once and the IO
 * addresses are back.
 */
#include <kapi/heap.h>
#include <kapi/kernel.h>
#include <kapi/device.h>
#include <kapi/video.h>

#ifndef AS_WRONG_AS
#define AS_WRONG_AS 0
#endif
#define MAP_BEFORE_ATTACH 1
#define UNMAP_TWICE 2
#define DETACH_MAPPED 3

static struct device camera = { .init_name = "camera" };
static struct iommu_domain camera_domain;
static struct video_buffer frame;
static struct page *first;
static int fd;

void setup(void)
{
	struct dma_buf *dmabuf = system_heap_allocate(2);

	BUG_ON(!dmabuf);
	device_use_iommu(&camera, &camera_domain, "iova:camera");
	first = heap_page(dmabuf, 0);
	fd = dma_buf_fd(dmabuf, O_CLOEXEC);
	BUG_ON(fd < 0);
}

__actor void capture(void)
{
	if (video_attach(&frame, &camera, fd, DMA_FROM_DEVICE))
		return;
	if (AS_WRONG_AS == MAP_BEFORE_ATTACH)
		frame.attachment = NULL;
	BUG_ON(video_map(&frame));
	video_frame(&frame);
	if (AS_WRONG_AS != DETACH_MAPPED)
		video_unmap(&frame);
	if (AS_WRONG_AS == UNMAP_TWICE)
		video_unmap(&frame);
	video_detach(&frame);
}

/* close(fd) */
__actor void process(void)
{
	close_fd(fd);
}

void finally(void)
{
	device_check_idle(&camera);
	__kapi_rule(!__kapi_valid(first, sizeof(*first)), "not-released", "the last reference is gone and the memory is not");
	__kapi_check_leaks();
}

/**
 * flow: pin-while-mapped
 * title: An importer that can't follow moves pins the buffer for as long as it is mapped
 * claims: <20250120175901.GP5556@nvidia.com>
 * rows: M29
 * expect: pass
 *
 * A capture device imports a buffer of VRAM. The core pins it for the mapping: the exporter first brings it to where the device
 * can reach it, and eviction gives up while it is pinned. Afterwards the pin is gone and the buffer can move.
 */
#include <kapi/device.h>
#include <kapi/gpu.h>
#include <kapi/video.h>

static struct gpu gpu;
static struct gpu_bo bo;
static struct device display = { .init_name = "display" };
static struct iommu_domain display_domain;
static struct video_buffer frame;

void setup(void)
{
	gpu_init(&gpu, "0000:01:00.0");
	gpu_bo_create(&bo, &gpu, 7);
	device_use_iommu(&display, &display_domain, "iova:display");
	BUG_ON(video_attach(&frame, &display, dma_buf_fd(bo.dmabuf, O_CLOEXEC), DMA_TO_DEVICE));
}

__actor void scanout(void)
{
	if (video_map(&frame))
		return;
	__kapi_rule(device_load(&display, frame.address) == 7, "wrong-contents", "the display shows something else");
	video_unmap(&frame);
}

__actor void eviction(void)
{
	int ret;

	dma_resv_lock(bo.dmabuf->resv, NULL);
	ret = gpu_bo_move(&bo, &gpu.system);
	__kapi_rule((ret == -EBUSY) == (bo.pins != 0), "pin-ignored", "eviction and pin disagree");
	dma_resv_unlock(bo.dmabuf->resv);
}

void finally(void)
{
	video_detach(&frame);
	__kapi_rule(bo.pins == 0 && bo.mappings == 0, "pin-leak", "the buffer is still pinned");
	device_check_idle(&display);
}

/**
 * flow: contract-gpu-move
 * title: A graphics buffer moves when the job before is over, and lets go of its fence
 * rows: M30 M33
 * expect: pass
 *
 * The contract of drm/gpu.c for a move (drivers/gpu/drm/ttm/ttm_bo_util.c; include/linux/dma-resv.h, DMA_RESV_USAGE_KERNEL): the copy begins
 * when every job before it is over, and holds their fences until then and no longer.
 */
#include <kapi/gpu.h>
#include <kapi/kernel.h>

static struct gpu gpu;
static struct gpu_bo bo;
static struct job before;

void setup(void)
{
	gpu_init(&gpu, "0000:01:00.0");
	BUG_ON(gpu_bo_create(&bo, &gpu, 7));
	job_init(&before, 50, 1);
	dma_resv_lock(bo.dmabuf->resv, NULL);
	job_publish(&before, bo.dmabuf->resv, DMA_RESV_USAGE_BOOKKEEP);
	dma_resv_unlock(bo.dmabuf->resv);
}

__actor void engine(void)
{
	__kapi_access(gpu.vram.phys, 4, true, "phys");
	dma_fence_signal(&before.fence);
}

__actor void eviction(void)
{
	dma_resv_lock(bo.dmabuf->resv, NULL);
	BUG_ON(gpu_bo_move(&bo, &gpu.system));
	dma_resv_unlock(bo.dmabuf->resv);
}

void finally(void)
{
	BUG_ON(bo.place != &gpu.system || gpu.system.content != 7 || !dma_fence_is_signaled(&bo.move.fence));
	dma_buf_put(bo.dmabuf);
	__kapi_rule(kref_read(&before.fence.refcount) == 1, "refcount-leak", "a job is over, and somebody holds its fence");
}

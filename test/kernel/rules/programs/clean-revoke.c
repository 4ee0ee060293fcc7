/* expect: pass */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c iommu mm */
/* The order of the revoke contract: revoked, wait for all fences, then reuse. */
#include <kapi/device.h>
#include <kapi/job.h>
#include <linux/mm.h>

static struct dma_resv resv;
static struct job job;
static struct device nic = { .init_name = "nic" };
static u64 memory;
static bool revoked;

void setup(void)
{
	dma_resv_init(&resv);
	memory = __kapi_range("phys", PAGE_SIZE);
	job_init(&job, 1, 1);
	dma_resv_lock(&resv, NULL);
	job_publish(&job, &resv, DMA_RESV_USAGE_BOOKKEEP);
	dma_resv_unlock(&resv);
}

__actor void hardware(void)
{
	device_dma(&nic, memory, 4, true);
	dma_fence_signal(&job.fence);
}

__actor void exporter_revoke(void)
{
	dma_resv_lock(&resv, NULL);
	revoked = true;
	dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	dma_resv_unlock(&resv);
	/* The memory is somebody else's from now on. */
	__kapi_renew(memory);
}

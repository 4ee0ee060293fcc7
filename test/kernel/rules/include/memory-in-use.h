/* Memory that a device accesses under a fence, and that its exporter wants back. */
#include <kapi/device.h>
#include <kapi/job.h>
#include <linux/mm.h>

static struct dma_resv resv;
static struct job job;
static struct device nic = { .init_name = "nic" };
static u64 memory;
static bool revoked;

static void publish_access(enum dma_resv_usage usage)
{
	dma_resv_init(&resv);
	memory = __kapi_range("phys", PAGE_SIZE);
	job_init(&job, 1, 1);
	dma_resv_lock(&resv, NULL);
	job_publish(&job, &resv, usage);
	dma_resv_unlock(&resv);
}

__actor void hardware(void)
{
	device_dma(&nic, memory, 4, true);
	dma_fence_signal(&job.fence);
}

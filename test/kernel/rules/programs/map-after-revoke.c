/* expect: violation stale-access */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c iommu mm */
/* V1: the buffer is mapped once more after it was revoked. */
#include <kapi/device.h>
#include <kapi/job.h>
#include <linux/mm.h>

static struct dma_resv resv;
static struct device nic = { .init_name = "nic" };
static u64 memory;

void setup(void)
{
	dma_resv_init(&resv);
	memory = __kapi_range("phys", PAGE_SIZE);
}

__actor void exporter_revoke(void)
{
	dma_resv_lock(&resv, NULL);
	__kapi_renew(memory);
	dma_resv_unlock(&resv);
}

__actor void importer(void)
{
	dma_resv_lock(&resv, NULL);
	/* Nobody asks whether it is revoked. */
	device_dma(&nic, memory, 4, true);
	dma_resv_unlock(&resv);
}

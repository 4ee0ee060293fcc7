/* expect: violation deadlock */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* V2: the exporter waits under the lock for an unmapping that a worker has to take the lock for. */
#include <kapi/job.h>
#include <linux/completion.h>
#include <linux/workqueue.h>

static struct dma_resv resv;
static DECLARE_COMPLETION(unmapped);
static struct work_struct unmap;

static void importer_unmap(struct work_struct *work)
{
	dma_resv_lock(&resv, NULL);
	complete(&unmapped);
	dma_resv_unlock(&resv);
}

void setup(void)
{
	dma_resv_init(&resv);
	INIT_WORK(&unmap, importer_unmap);
}

__actor void exporter_revoke(void)
{
	dma_resv_lock(&resv, NULL);
	/* The importer's callback leaves the work to a worker. */
	schedule_work(&unmap);
	wait_for_completion(&unmapped);
	dma_resv_unlock(&resv);
}

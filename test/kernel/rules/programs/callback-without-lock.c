/* expect: violation lock-not-held */
/* with: dma-buf/dma-fence.c dma-buf/dma-resv.c */
/* I2: an exporter calls back without the lock that the callback may rely on. */
#include <kapi/job.h>
#include <linux/slab.h>

static struct dma_resv resv;

struct importer_ops {
	void (*moved)(struct dma_resv *resv);
};

static void importer_moved(struct dma_resv *resv)
{
	dma_resv_assert_held(resv);
}

static const struct importer_ops ops = { .moved = importer_moved };

void setup(void)
{
	dma_resv_init(&resv);
}

__actor void exporter_move(void)
{
	dma_resv_lock(&resv, NULL);
	dma_resv_unlock(&resv);
	ops.moved(&resv);
}

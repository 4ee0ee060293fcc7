/**
 * flow: contract-misuse-reserve-nothing
 * title: Slots for no fence are reserved
 * rows: M31
 * expect: violation warning in dma_resv_reserve_fences
 *
 * Whoever reserves slots says how many; drivers/dma-buf/dma-resv.c warns and refuses.
 */
#include <kapi/kernel.h>
#include <linux/dma-resv.h>

static struct dma_resv resv;

__actor void driver(void)
{
	dma_resv_init(&resv);
	dma_resv_lock(&resv, NULL);
	dma_resv_reserve_fences(&resv, 0);
	dma_resv_unlock(&resv);
}

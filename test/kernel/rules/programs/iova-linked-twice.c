/* expect: violation dma-api */
/* with: iommu mm */
/* P1: a range is linked over another one. */
#include "nic-behind-iommu.h"

__actor void driver(void)
{
	struct dma_iova_state state;

	if (!dma_iova_try_alloc(&nic, &state, memory, PAGE_SIZE))
		return;
	if (!dma_iova_link(&nic, &state, memory, 0, PAGE_SIZE, DMA_TO_DEVICE, 0))
		dma_iova_link(&nic, &state, memory, 0, PAGE_SIZE, DMA_TO_DEVICE, 0);
	dma_iova_destroy(&nic, &state, PAGE_SIZE, DMA_TO_DEVICE, 0);
}

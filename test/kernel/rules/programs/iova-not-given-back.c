/* expect: violation iova-leak */
/* with: iommu mm */
/* I3: IO addresses are allocated, and given back on one of two paths. */
#include "nic-behind-iommu.h"

__actor void driver(void)
{
	struct dma_iova_state state;

	if (!dma_iova_try_alloc(&nic, &state, memory, PAGE_SIZE))
		return;
	if (__kapi_choose(2, "the ring is full"))
		return;
	dma_iova_free(&nic, &state);
}

void finally(void)
{
	device_check_idle(&nic);
}

/* expect: violation lock-not-held */
/* with: dma-buf fs heap iommu kernel mm pci */
/* B1: a buffer is mapped without its reservation lock. */
#include "camera-attached.h"

__actor void import(void)
{
	dma_buf_map_attachment(attachment, DMA_FROM_DEVICE);
}

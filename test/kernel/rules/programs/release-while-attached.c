/* expect: violation warning */
/* with: dma-buf fs heap iommu kernel mm pci */
/* B2: the last reference goes while somebody is attached. */
#include "camera-attached.h"

__actor void import(void)
{
	dma_buf_put(buffer);
}

/**
 * flow: vfio-v9-below-switch
 * title: Below one switch the card gets bus addresses, and no IO addresses
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20250108145843.GR5556@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M05 M11
 * expect: pass
 *
 * The network card and the function whose BAR is shared hang below one switch, which routes by bus address: the IOMMU takes no
 * part, so nothing is allocated from it.
 */
#define BAR_PAGES 4
#define RANGES 2
#define BELOW_SWITCH
#include "vfio-map.h"

__actor void importer(void)
{
	nic_attach();
	nic_use(2, 0);
	dma_buf_detach(buf, attach);
}

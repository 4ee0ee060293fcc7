/**
 * flow: vfio-v9-no-route
 * title: Where the bridge lets nothing through, the mapping is refused
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20250108145843.GR5556@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * fail: pci_p2pdma_map_type 1
 * rows: M05
 * expect: pass
 *
 * The host bridge is not known to forward between its ports. The importer hears of it when it maps, and nothing is left behind.
 */
#define BAR_PAGES 4
#define RANGES 2
#include "vfio-map.h"

__actor void importer(void)
{
	struct sg_table *table;

	nic_attach();
	table = nic_map();
	BUG_ON(!IS_ERR(table) || PTR_ERR(table) != -EINVAL);
	dma_buf_detach(buf, attach);
}

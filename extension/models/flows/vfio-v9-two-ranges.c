/**
 * flow: vfio-v9-two-ranges
 * title: The second range is linked over the first one
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11
 * expect: violation dma-api
 * case: S-1
 * mended: vfio-v9-two-ranges-mended
 *
 * A buffer of two pieces of a BAR, imported across the host bridge. Both pieces are linked at offset 0 of the IO addresses
 * that were allocated for them together.
 */
#define BAR_PAGES 4
#define RANGES 2
#include "vfio-map.h"

__actor void importer(void)
{
	struct sg_table *table;

	nic_attach();
	table = nic_map();
	if (!IS_ERR(table)) {
		device_dma(&nic.dev, sg_dma_address(table->sgl) + PAGE_SIZE, 4, true);
		nic_unmap(table);
	}
	dma_buf_detach(buf, attach);
}

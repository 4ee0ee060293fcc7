/**
 * flow: vfio-v5-map-twice
 * title: The second mapping uses IO addresses that the first one gave back
 * series: dma-buf-maps-late.patch <cover.1760368250.git.leon@kernel.org>
 * claims: <20251016235332.GA265079@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11 M30
 * expect: violation dma-api
 * case: F-12
 * mended: vfio-v9-map-twice
 *
 * The IO addresses are allocated when the importer attaches, and destroyed when it unmaps. An importer that maps again, as it
 * does after every move, links into addresses that somebody else may have by now.
 */
#include "vfio-map.h"

__actor void importer(void)
{
	int round;

	nic_attach();
	for (round = 0; round < 2; round++) {
		struct sg_table *table = nic_map();

		BUG_ON(IS_ERR(table));
		device_dma(&nic.dev, sg_dma_address(table->sgl), 4, true);
		nic_unmap(table);
	}
	dma_buf_detach(buf, attach);
}

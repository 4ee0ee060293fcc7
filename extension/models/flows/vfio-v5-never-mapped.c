/**
 * flow: vfio-v5-never-mapped
 * title: An importer that never maps leaves its IO addresses behind
 * series: dma-buf-maps-late.patch <cover.1760368250.git.leon@kernel.org>
 * claims: <20251016235332.GA265079@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11
 * expect: violation free-active-object in vfio_pci_dma_buf_detach
 * case: F-12
 * mended: vfio-v9-never-mapped
 *
 * The IO addresses are allocated when the importer attaches. Detaching frees the memory that remembers them, not the
 * addresses.
 */
#include "vfio-map.h"

__actor void importer(void)
{
	nic_attach();
	dma_buf_detach(buf, attach);
}

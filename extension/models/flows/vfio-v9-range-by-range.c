/**
 * flow: vfio-v9-range-by-range
 * title: Without IO addresses in a block every range is mapped for itself
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20250109092823.GI87447@unreal>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * fail: dma_iova_try_alloc 1
 * rows: M05 M11
 * expect: pass
 *
 * The IOMMU driver has no block of IO addresses to give. The exporter falls back to mapping each range.
 */
#define BAR_PAGES 4
#define RANGES 2
#include "vfio-map.h"

__actor void importer(void)
{
	nic_attach();
	nic_use(2, 2);
	dma_buf_detach(buf, attach);
}

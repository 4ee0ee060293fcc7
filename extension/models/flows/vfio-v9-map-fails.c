/**
 * flow: vfio-v9-map-fails
 * title: No memory for the list: the IO addresses are never given back
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M11
 * expect: violation free-active-object in dma_buf_phys_vec_to_sgt
 * case: S-2
 * mended: vfio-v9-map-fails-mended
 * fail: sg_alloc_table 1
 *
 * The IO addresses are allocated before the scatter list. When the list can't be allocated, the way out frees everything
 * else.
 */
#define BAR_PAGES 4
#define RANGES 2
#include "vfio-map.h"

__actor void importer(void)
{
	nic_attach();
	BUG_ON(!IS_ERR(nic_map()));
	dma_buf_detach(buf, attach);
}

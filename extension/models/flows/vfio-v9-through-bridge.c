/**
 * flow: vfio-v9-through-bridge
 * title: Through the host bridge the card gets one block of IO addresses
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20250109092823.GI87447@unreal>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M05 M11
 * expect: pass
 *
 * The two functions are below different root ports, so what the card sends is translated. One range: one block.
 */
#include "vfio-map.h"

__actor void importer(void)
{
	nic_attach();
	nic_use(1, 1);
	dma_buf_detach(buf, attach);
}

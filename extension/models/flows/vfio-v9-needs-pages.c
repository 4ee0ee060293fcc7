/**
 * flow: vfio-v9-needs-pages
 * title: An importer that wants pages is refused when it attaches
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M05 M03
 * expect: pass
 *
 * A BAR has no struct page. An importer that didn't say that it can do without is told so at once.
 */
#define PEER2PEER false
#include "vfio-map.h"

__actor void importer(void)
{
	attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	BUG_ON(!IS_ERR(attach) || PTR_ERR(attach) != -EOPNOTSUPP);
	attach = dma_buf_attach(buf, &nic.dev);
	BUG_ON(!IS_ERR(attach) || PTR_ERR(attach) != -EOPNOTSUPP);
}

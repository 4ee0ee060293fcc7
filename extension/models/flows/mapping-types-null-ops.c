/**
 * flow: mapping-types-null-ops
 * title: Attaching without callbacks through the dynamic call
 * series: <0-v1-b5cab63049c0+191af-dmabuf_map_type_jgg@nvidia.com>
 * rows: M22
 * needs: dma_buf_sgt_dynamic_attach
 * expect: violation null-dereference in dma_buf_sgt_dynamic_attach
 * case: S-8c
 *
 * The call took NULL for an importer that can't follow moves. In the series it looks into the callbacks for allow_peer2peer first.
 * Nobody has said so on the list.
 */
#include <kapi/kernel.h>
#include <linux/dma-buf.h>
#include <linux/dma-buf-mapping.h>

static struct device camera = { .init_name = "camera" };
static struct dma_buf buf;

__actor void importer(void)
{
	dma_buf_sgt_dynamic_attach(&buf, &camera, NULL, NULL);
}

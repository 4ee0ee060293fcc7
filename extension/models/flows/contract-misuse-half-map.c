/**
 * flow: contract-misuse-half-map
 * title: A buffer is exported that can be mapped and not unmapped
 * rows: M03
 * expect: violation warning in dma_buf_export
 *
 * map_dma_buf and unmap_dma_buf come together (kernel-doc of struct dma_buf_ops). drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	static const struct dma_buf_ops ops = { .map_dma_buf = bell_map, .release = bell_release };

	export_with(&ops);
}

/**
 * flow: contract-misuse-half-pin
 * title: A buffer is exported that can be pinned and not unpinned
 * rows: M03
 * expect: violation warning in dma_buf_export
 *
 * pin and unpin come together (kernel-doc of struct dma_buf_ops). drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	static const struct dma_buf_ops ops = {
		.map_dma_buf = bell_map, .unmap_dma_buf = bell_unmap, .release = bell_release, .pin = bell_pin,
	};

	export_with(&ops);
}

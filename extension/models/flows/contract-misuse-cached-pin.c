/**
 * flow: contract-misuse-cached-pin
 * title: A buffer is exported that moves and whose mappings are kept
 * rows: M03
 * expect: violation warning in dma_buf_export
 *
 * What moves has no mapping that lives as long as the attachment (kernel-doc of struct dma_buf_ops, cache_sgt_mapping). drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	static const struct dma_buf_ops ops = {
		.map_dma_buf = bell_map, .unmap_dma_buf = bell_unmap, .release = bell_release,
		.pin = bell_pin, .unpin = bell_unpin, .cache_sgt_mapping = true,
	};

	export_with(&ops);
}

/**
 * flow: contract-misuse-no-release
 * title: A buffer is exported that nobody could release
 * rows: M03
 * expect: violation warning in dma_buf_export
 *
 * Every exporter has a release, for the last reference (kernel-doc of struct dma_buf_ops). drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	static const struct dma_buf_ops ops = { .map_dma_buf = bell_map, .unmap_dma_buf = bell_unmap };

	export_with(&ops);
}

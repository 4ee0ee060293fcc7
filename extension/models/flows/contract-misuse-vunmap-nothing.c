/**
 * flow: contract-misuse-vunmap-nothing
 * title: A kernel mapping of no buffer is taken away
 * rows: M03
 * expect: violation warning in dma_buf_vunmap
 *
 * What is taken away was mapped. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	struct iosys_map map;

	dma_buf_vunmap(NULL, &map);
}

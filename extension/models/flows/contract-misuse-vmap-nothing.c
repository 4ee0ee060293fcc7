/**
 * flow: contract-misuse-vmap-nothing
 * title: No buffer is mapped into the kernel
 * rows: M03
 * expect: violation warning in dma_buf_vmap
 *
 * What is mapped into the kernel is a buffer. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	struct iosys_map map;

	dma_buf_vmap(NULL, &map);
}

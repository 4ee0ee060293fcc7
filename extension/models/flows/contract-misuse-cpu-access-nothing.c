/**
 * flow: contract-misuse-cpu-access-nothing
 * title: The CPU begins to access no buffer
 * rows: M03
 * expect: violation warning in dma_buf_begin_cpu_access
 *
 * CPU access is one of a buffer. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	dma_buf_begin_cpu_access(NULL, DMA_TO_DEVICE);
}

/**
 * flow: contract-misuse-put-nothing
 * title: A reference is dropped of no buffer
 * rows: M03
 * expect: violation warning in dma_buf_put
 *
 * Whoever puts a buffer has one. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	dma_buf_put(NULL);
}

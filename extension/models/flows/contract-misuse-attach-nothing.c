/**
 * flow: contract-misuse-attach-nothing
 * title: An importer attaches to no buffer
 * rows: M03
 * expect: violation warning in dma_buf_dynamic_attach
 *
 * Whoever attaches has a buffer. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	dma_buf_attach(NULL, &nic);
}

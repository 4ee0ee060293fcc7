/**
 * flow: contract-misuse-unmap-unlocked-nothing
 * title: A mapping is given back that was never made, and the lock is not taken for it
 * rows: M03
 * expect: violation warning in dma_buf_unmap_attachment_unlocked
 *
 * What is unmapped is the table that mapping gave. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	dma_buf_unmap_attachment_unlocked(NULL, NULL, DMA_TO_DEVICE);
}

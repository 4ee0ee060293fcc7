/**
 * flow: contract-misuse-map-unlocked-nothing
 * title: Addresses are asked for without an attachment, and there is no lock to be taken
 * rows: M03
 * expect: violation warning in dma_buf_map_attachment_unlocked
 *
 * A mapping is one of an attachment. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	dma_buf_map_attachment_unlocked(NULL, DMA_TO_DEVICE);
}

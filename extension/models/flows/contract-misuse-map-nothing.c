/**
 * flow: contract-misuse-map-nothing
 * title: Addresses are asked for without an attachment, with no lock that could be held
 * rows: M03
 * expect: violation warning in dma_buf_map_attachment
 *
 * A mapping is one of an attachment. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	dma_buf_map_attachment(NULL, DMA_TO_DEVICE);
}

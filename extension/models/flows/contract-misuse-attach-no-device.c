/**
 * flow: contract-misuse-attach-no-device
 * title: An importer without a device attaches to a buffer that is mapped for devices
 * rows: M03
 * expect: violation warning in dma_buf_dynamic_attach
 *
 * A mapping is one for a device. drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	BUG_ON(bell_export());
	dma_buf_attach(bell.dmabuf, NULL);
}

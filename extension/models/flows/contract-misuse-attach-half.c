/**
 * flow: contract-misuse-attach-half
 * title: An importer says that it follows moves, and not how
 * rows: M03
 * expect: violation warning in dma_buf_dynamic_attach
 *
 * An importer that brings callbacks can be told of a move (kernel-doc of struct dma_buf_attach_ops). drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include "contract-exporter.h"

__actor void driver(void)
{
	static const struct dma_buf_attach_ops ops = { .allow_peer2peer = true };

	BUG_ON(bell_export());
	dma_buf_dynamic_attach(bell.dmabuf, &nic, &ops, NULL);
}

/**
 * flow: contract-misuse-vmap-fails
 * title: An exporter can map into the kernel, and then can not
 * rows: M03
 * expect: violation warning in dma_buf_vmap
 *
 * An exporter that offers a kernel mapping gives one (dma_buf_vmap() warns where it fails). drivers/dma-buf/dma-buf.c warns and refuses.
 */
#include <linux/dma-buf.h>

static int failing_vmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	return -EIO;
}

#define EXPORTER_OPS .vmap = failing_vmap,
#include "contract-exporter.h"

__actor void driver(void)
{
	struct iosys_map map;

	BUG_ON(bell_export());
	dma_buf_vmap_unlocked(bell.dmabuf, &map);
}

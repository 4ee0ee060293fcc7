/**
 * flow: contract-dma-buf
 * title: A buffer from its export to its last reference, whatever fails on the way
 * rows: M03 M32
 * expect: pass
 * may-fail: kzalloc
 * may-fail: try_module_get
 * may-fail: get_unused_fd_flags
 * may-fail: bell_attach
 * may-fail: bell_pin
 * may-fail: bell_map
 * may-fail: signal_pending
 *
 * The contract of dma-buf/dma-buf.c for an importer that can't follow moves (drivers/dma-buf/dma-buf.c, kernel-doc of dma_buf_export(),
 * dma_buf_fd(), dma_buf_get(), dma_buf_attach() and dma_buf_map_attachment()): a step that fails says so and undoes what it has done; a
 * mapping is pinned and waits for KERNEL fences; the last reference releases the buffer once.
 */
#include "contract-exporter.h"
#include <kapi/job.h>

static struct job move;

static int use(struct dma_buf *buf)
{
	struct dma_buf_attachment *attachment = dma_buf_attach(buf, &nic);
	struct sg_table *table;

	if (IS_ERR(attachment))
		return PTR_ERR(attachment);
	table = dma_buf_map_attachment_unlocked(attachment, DMA_BIDIRECTIONAL);
	if (IS_ERR(table)) {
		dma_buf_detach(buf, attachment);
		return PTR_ERR(table);
	}
	__kapi_rule(bell.pins == 1, "pin-underflow", "the mapping of an importer that can't follow moves is not pinned");
	__kapi_rule(dma_fence_is_signaled(&move.fence), "stale-access", "the buffer is used before it has come to where it is mapped");
	device_dma(&nic, sg_dma_address(table->sgl), 4, true);
	dma_buf_unmap_attachment_unlocked(attachment, table, DMA_BIDIRECTIONAL);
	dma_buf_detach(buf, attachment);
	return 0;
}

void setup(void)
{
	job_init(&move, 1, 1);
}

__actor void process(void)
{
	struct dma_buf *buf;
	int fd;

	if (bell_export())
		return;
	dma_resv_lock(bell.dmabuf->resv, NULL);
	if (dma_resv_reserve_fences(bell.dmabuf->resv, 1) == 0)
		dma_resv_add_fence(bell.dmabuf->resv, &move.fence, DMA_RESV_USAGE_KERNEL);
	else
		dma_fence_signal(&move.fence);
	dma_resv_unlock(bell.dmabuf->resv);
	fd = dma_buf_fd(bell.dmabuf, O_CLOEXEC);
	if (fd < 0) {
		dma_buf_put(bell.dmabuf);
		return;
	}
	buf = dma_buf_get(fd);
	BUG_ON(buf != bell.dmabuf);
	close_fd(fd);
	BUG_ON(dma_buf_get(fd) != ERR_PTR(-EBADF));
	BUG_ON(bell.released);
	use(buf);
	dma_buf_put(buf);
}

__actor void copy_engine(void)
{
	dma_fence_signal(&move.fence);
}

void finally(void)
{
	BUG_ON(!IS_ERR(bell.dmabuf) && !bell.released);
	bell_check_idle();
}

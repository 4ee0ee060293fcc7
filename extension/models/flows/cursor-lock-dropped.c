/**
 * flow: cursor-lock-dropped
 * title: A cursor is walked on after the lock was dropped
 * claims: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 * rows: M10 M32
 * expect: violation lock-not-held in buffer_cursor_next
 *
 * A cursor stores nothing, so that it stands for nothing once the buffer may move.
 */
#include <kapi/device.h>
#include <kapi/phyr.h>
#include <linux/dma-resv.h>

#ifndef LOCK_AGAIN
#define LOCK_AGAIN 0
#endif

static const u64 lengths[] = { 4096, 4096 };
static struct range_buffer buffer;
static struct device importer = { .init_name = "importer" };
static struct dma_buf_attachment *attach;
static struct phyr_entry entry[2];

void setup(void)
{
	range_buffer_create(&buffer, lengths, ARRAY_SIZE(lengths));
	attach = dma_buf_attach(buffer.dmabuf, &importer);
	BUG_ON(IS_ERR(attach));
}

__actor void walker(void)
{
	struct buffer_cursor cursor;

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	buffer_cursor_map(&cursor, attach, 0, 8192, 0);
	buffer_cursor_next(&cursor, &entry[0]);
	/* Memory for the next level of the page table is allocated without the lock. */
	dma_resv_unlock(buffer.dmabuf->resv);
	if (LOCK_AGAIN)
		dma_resv_lock(buffer.dmabuf->resv, NULL);
	buffer_cursor_next(&cursor, &entry[1]);
	device_dma(&importer, entry[0].address, 4, false);
	if (LOCK_AGAIN)
		dma_resv_unlock(buffer.dmabuf->resv);
}

__actor void eviction(void)
{
	dma_resv_lock(buffer.dmabuf->resv, NULL);
	dma_buf_move_notify(buffer.dmabuf);
	__kapi_renew(buffer.range[0].address);
	buffer.range[0].address = __kapi_renewed(buffer.range[0].address);
	dma_resv_unlock(buffer.dmabuf->resv);
}

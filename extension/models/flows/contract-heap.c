/**
 * flow: contract-heap
 * title: Importers attach to a heap's buffer and leave while a process looks at it
 * rows: M03 M32
 * expect: pass
 * may-fail: kzalloc
 *
 * The contract of heap/heap.c (drivers/dma-buf/heaps/system_heap.c): the list of attachments belongs to the buffer's lock, for whoever
 * attaches, detaches or brackets CPU access; a call that fails leaves nothing behind. Any allocation of a structure may fail. Data
 * races are looked for.
 */
#include <kapi/heap.h>
#include <kapi/kernel.h>
#include <kapi/user.h>

static struct device camera = { .init_name = "camera" };
static struct device display = { .init_name = "display" };
static struct dma_buf *buf;

void setup(void)
{
	__kapi_check_data_races();
	buf = system_heap_allocate(1);
}

static void attach_and_detach(struct device *dev)
{
	struct dma_buf_attachment *attachment;

	if (!buf)
		return;
	attachment = dma_buf_attach(buf, dev);
	if (!IS_ERR(attachment))
		dma_buf_detach(buf, attachment);
}

__actor void capture(void)
{
	attach_and_detach(&camera);
}

__actor void show(void)
{
	if (!buf)
		return;
	dma_buf_begin_cpu_access(buf, DMA_FROM_DEVICE);
	dma_buf_end_cpu_access(buf, DMA_FROM_DEVICE);
	attach_and_detach(&display);
}

void finally(void)
{
	static struct user_mapping window;

	if (buf) {
		/* A process sees the page that there is. */
		BUG_ON(user_mmap(&window, buf->file, 1, 0) || !user_access(&window, 0, true) || user_access(&window, 1, true));
		user_munmap(&window);
		dma_buf_put(buf);
	}
	buf = NULL;
	__kapi_check_leaks();
}

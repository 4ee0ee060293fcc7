/**
 * flow: contract-sealed-file
 * title: A buffer over a process' file, which is sealed or not, when memory is short
 * rows: M39
 * expect: pass
 * may-fail: kzalloc
 * may-fail: alloc_pages
 *
 * The contract of heap/heap.c for udmabuf (drivers/dma-buf/udmabuf.c, check_memfd_seals(), udmabuf_create()): only a file that can't shrink
 * gives its pages, the buffer holds a reference to each of them for as long as it lives, and a creation that fails holds none.
 */
#include <kapi/cache.h>
#include <kapi/heap.h>
#include <kapi/kernel.h>

static struct memfd memfd;

__actor void process(void)
{
	struct dma_buf *buf;
	struct page *page;

	memfd.sealed = __kapi_choose(2, "sealed");
	if (memfd_create(&memfd, 2)) {
		memfd_close(&memfd);
		return;
	}
	page = memfd.page[0];
	buf = udmabuf_create(&memfd);
	BUG_ON(!memfd.sealed && buf != ERR_PTR(-EINVAL));
	BUG_ON(memfd_truncate(&memfd) != (memfd.sealed ? -EBUSY : 0));
	memfd_close(&memfd);
	if (IS_ERR(buf)) {
		BUG_ON(__kapi_valid(page, sizeof(*page)));
		return;
	}
	BUG_ON(heap_page(buf, 0) != page || !__kapi_valid(page, sizeof(*page)));
	dma_buf_put(buf);
}

/* A device read into the pages, or from them: what the cache holds is dropped, or kept. */
void setup(void)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return;
	cpu_store(page);
	/* Nothing was written by the device: the CPU's own data stays, though not in memory yet. */
	cache_sync_for_cpu(page, DMA_TO_DEVICE);
	cpu_load(page);
	cache_sync_for_device(page, DMA_BIDIRECTIONAL);
	device_load_page(page);
	device_store_page(page);
	cache_sync_for_cpu(page, DMA_FROM_DEVICE);
	cpu_load(page);
	get_page(page);
	put_page(page);
	put_page(page);
}

void finally(void)
{
	__kapi_check_leaks();
}

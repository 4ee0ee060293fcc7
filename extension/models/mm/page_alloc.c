/* SPDX-License-Identifier: MIT */
/*
 * Pages of memory (mm/page_alloc.c, mm/swap.c). Kept: a page has references, and what it stood for is gone with the last
 * one, so that any address of it is stale. Left out: zones, reclaim, compound pages, the page cache.
 */
#include <kapi/cache.h>
#include <linux/atomic.h>
#include <linux/mm.h>
#include <linux/slab.h>

struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	struct page *page = __kapi_kmalloc("alloc_pages", sizeof(*page) + sizeof(struct cache_line), gfp, 1);

	if (!page)
		return NULL;
	page->bytes = PAGE_SIZE << order;
	page->phys = __kapi_range("phys", page->bytes);
	page->cache = (struct cache_line *)&page[1];
	atomic_set(&page->_refcount, 1);
	return page;
}

void get_page(struct page *page)
{
	__kapi_rule(atomic_inc_return(&page->_refcount) > 1, "refcount-resurrection", "get_page() of a page that is free");
}

void put_page(struct page *page)
{
	if (!atomic_dec_and_test(&page->_refcount))
		return;
	__kapi_renew(page->phys);
	kfree(page);
}

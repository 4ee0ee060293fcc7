/* SPDX-License-Identifier: MIT */
/*
 * Caches of a machine on which DMA doesn't snoop (kernel/dma/mapping.c, arch_sync_dma_for_*()). Kept: a line holds an old
 * version until it is dropped, and a new one until it is written back; dropping a dirty line loses it. Left out: lines
 * smaller than a page, speculation of the CPU, several CPUs' caches.
 */
#include <kapi/cache.h>
#include <linux/mm.h>

#define DATA_RULE(condition, message) __kapi_rule(!!(condition), "stale-data", message)

void cpu_load(struct page *page)
{
	struct cache_line *line = page->cache;

	if (!line->cached) {
		line->in_cache = line->in_memory;
		line->cached = true;
	}
	DATA_RULE(line->in_cache == line->written, "the CPU reads from its cache what was there before the device wrote");
}

void cpu_store(struct page *page)
{
	struct cache_line *line = page->cache;

	line->in_cache = ++line->written;
	line->cached = true;
	line->dirty = true;
}

void device_load_page(struct page *page)
{
	DATA_RULE(page->cache->in_memory == page->cache->written,
		  "the device reads from memory what was there before the CPU wrote to its cache");
}

void device_store_page(struct page *page)
{
	page->cache->in_memory = ++page->cache->written;
}

void cache_sync_for_cpu(struct page *page, enum dma_data_direction direction)
{
	/* The device wrote nothing. */
	if (direction == DMA_TO_DEVICE)
		return;
	page->cache->cached = false;
	page->cache->dirty = false;
}

void cache_sync_for_device(struct page *page, enum dma_data_direction direction)
{
	if (page->cache->dirty)
		page->cache->in_memory = page->cache->in_cache;
	page->cache->dirty = false;
	if (direction != DMA_TO_DEVICE)
		page->cache->cached = false;
}

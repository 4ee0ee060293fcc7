/* SPDX-License-Identifier: MIT */
/*
 * CPU caches that don't see what devices do (Documentation/core-api/dma-api.rst, "Part Id - Streaming DMA mappings"; the
 * `cache_line` of a page stands for all its lines). Memory and cache each hold a version of the contents; who reads another
 * one than was written last breaks the rule `stale-data`.
 */
#ifndef KAPI_CACHE_H
#define KAPI_CACHE_H

#include <linux/dma-direction.h>
#include <linux/types.h>

struct page;

struct cache_line {
	u32 written;
	u32 in_memory;
	u32 in_cache;
	bool cached;
	bool dirty;
};

/* What a CPU and a device that doesn't snoop do with a page. */
void cpu_load(struct page *page);
void cpu_store(struct page *page);
void device_load_page(struct page *page);
void device_store_page(struct page *page);

/* arch_sync_dma_for_cpu(), arch_sync_dma_for_device(): drop what the cache has, write it back. */
void cache_sync_for_cpu(struct page *page, enum dma_data_direction direction);
void cache_sync_for_device(struct page *page, enum dma_data_direction direction);

#endif

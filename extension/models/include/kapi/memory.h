/* SPDX-License-Identifier: MIT */
/*
 * Memory whose contents matter: one word stands for all of a place. Who reads a place that nobody has written since it was
 * handed out breaks the rule `uninitialised-memory`.
 */
#ifndef KAPI_MEMORY_H
#define KAPI_MEMORY_H

#include <linux/device.h>
#include <linux/types.h>

struct memory {
	phys_addr_t phys;
	size_t size;
	u32 content;
	bool written;
};

/* Makes the place: a range of "phys". A flow has room for eight. */
void memory_add(struct memory *memory, size_t size);
void memory_fill(struct memory *memory, u32 content);
/* What a copy engine does; the source may be in use for reading. */
void memory_copy(struct memory *to, struct memory *from);
/* The place is given to somebody else: addresses of it are stale, and nobody has written to it yet. */
void memory_reuse(struct memory *memory);
/* DMA of one word, through the device's IOMMU where it has one. */
u32 device_load(struct device *dev, dma_addr_t address);
void device_store(struct device *dev, dma_addr_t address, u32 content);

#endif

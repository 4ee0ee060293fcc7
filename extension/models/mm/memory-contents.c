/* SPDX-License-Identifier: MIT */
/*
 * What is in memory, a word a place. It has no counterpart in the kernel: it lets a flow tell a buffer's contents from what
 * stood there before. Left out: contents smaller than a place, CPU caches (mm/cache.c).
 */
#include <kapi/device.h>
#include <kapi/memory.h>
#include <linux/bug.h>

#define PLACES 8

static struct memory *places[PLACES];

void memory_add(struct memory *memory, size_t size)
{
	unsigned int i = 0;

	while (places[i]) {
		BUG_ON(i + 1 == PLACES);
		i++;
	}
	memory->phys = __kapi_range("phys", size);
	memory->size = size;
	memory->written = false;
	places[i] = memory;
}

void memory_fill(struct memory *memory, u32 content)
{
	memory->content = content;
	memory->written = true;
}

void memory_copy(struct memory *to, struct memory *from)
{
	to->content = from->content;
	to->written = from->written;
}

void memory_reuse(struct memory *memory)
{
	__kapi_renew(memory->phys);
	memory->phys = __kapi_renewed(memory->phys);
	memory->written = false;
}

static struct memory *memory_at(struct device *dev, dma_addr_t address)
{
	phys_addr_t phys = address;
	unsigned int i;

	if (dev->domain && !__kapi_in_space(address, "phys"))
		phys = iommu_iova_to_phys(dev->domain, address);
	for (i = 0; i < PLACES && places[i]; i++) {
		if (phys >= places[i]->phys && phys < places[i]->phys + places[i]->size)
			return places[i];
	}
	return NULL;
}

u32 device_load(struct device *dev, dma_addr_t address)
{
	struct memory *memory;

	device_dma(dev, address, 4, false);
	memory = memory_at(dev, address);
	__kapi_rule(memory && memory->written, "uninitialised-memory", "the device reads memory that nobody has written yet");
	return memory->content;
}

void device_store(struct device *dev, dma_addr_t address, u32 content)
{
	struct memory *memory;

	device_dma(dev, address, 4, true);
	memory = memory_at(dev, address);
	if (memory)
		memory_fill(memory, content);
}

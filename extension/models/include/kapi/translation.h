/* SPDX-License-Identifier: MIT */
/*
 * A table that hardware walks: guest addresses to frames (a second-stage table), IO addresses to frames (an IO page
 * table), or a process' addresses to frames. Entry n translates page n of the address space that the table stands for.
 *
 * A walk and the access that it ends in are one moment: removing an entry includes the invalidation of every cached
 * copy, and that waits for accesses under way (kvm_flush_remote_tlbs(), iommu_iotlb_sync(), flush_tlb_range()).
 */
#ifndef KAPI_TRANSLATION_H
#define KAPI_TRANSLATION_H

#include <linux/bug.h>
#include <linux/pfn.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define TRANSLATION_ENTRIES 8

struct translation {
	spinlock_t walk;
	/* The space that the targets belong to, "phys" for frames. */
	const char *space;
	/* 0: not present. */
	u64 target[TRANSLATION_ENTRIES];
};

#define DEFINE_TRANSLATION(name, of) struct translation name = { .space = of }

static inline void translation_set(struct translation *table, unsigned int page, u64 pfn)
{
	BUG_ON(page >= TRANSLATION_ENTRIES);
	spin_lock(&table->walk);
	table->target[page] = PFN_PHYS(pfn);
	spin_unlock(&table->walk);
}

/* Returns whether there was an entry. */
static inline bool translation_clear(struct translation *table, unsigned int page)
{
	bool present;

	BUG_ON(page >= TRANSLATION_ENTRIES);
	spin_lock(&table->walk);
	present = table->target[page] != 0;
	table->target[page] = 0;
	spin_unlock(&table->walk);
	return present;
}

/* What the hardware does: false where there is no entry, which is a fault and no access. */
static inline bool translation_access(struct translation *table, unsigned int page, bool write)
{
	bool present;

	BUG_ON(page >= TRANSLATION_ENTRIES);
	spin_lock(&table->walk);
	present = table->target[page] != 0;
	if (present)
		__kapi_access(table->target[page], 4, write, table->space);
	spin_unlock(&table->walk);
	return present;
}

#endif

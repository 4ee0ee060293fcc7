/* SPDX-License-Identifier: MIT */
/*
 * A helper that fills a user page table from a list of ranges, and does nothing else (<20250122143744.GF5556@nvidia.com>,
 * <20250121173633.GU5556@nvidia.com>): waiting, syncing and telling the exporter stay where they are.
 */
#ifndef KAPI_POPULATE_H
#define KAPI_POPULATE_H

#include <kapi/phyr.h>
#include <kapi/user.h>

/* What an entry of the page table was made with: the flags of the range that it shows. */
struct populated_area {
	struct user_mapping mapping;
	u32 attributes[TRANSLATION_ENTRIES];
};

/* Entries for the pages of the area from `offset` bytes of the list on; attributes come from the metadata. */
vm_fault_t vma_populate(struct vm_area_struct *vma, unsigned long address, const struct phyr *phyr, u64 offset);
/* The CPU's access; `of` is what the memory needs. Rule `wrong-attributes` where the entry says something else. */
bool populated_access(struct populated_area *area, unsigned long page, bool write, u32 of);

#endif

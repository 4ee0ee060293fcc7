/* SPDX-License-Identifier: MIT */
/*
 * Page table entries from a phyr. Attributes (uncached, encrypted, not at all) come from the range's metadata, which is what
 * was asked for when the helper was proposed (<20250120194804.GT5556@nvidia.com>). Left out: huge entries, several pages at once.
 */
#include <kapi/populate.h>

vm_fault_t vma_populate(struct vm_area_struct *vma, unsigned long address, const struct phyr *phyr, u64 offset)
{
	struct user_mapping *mapping = container_of(vma, struct user_mapping, vma);
	struct populated_area *area = container_of(mapping, struct populated_area, mapping);
	unsigned int i;

	for (i = 0; i < phyr->count && offset >= phyr->entry[i].length; i++)
		offset -= phyr->entry[i].length;
	/* Private memory is nothing that a CPU may see. */
	if (i == phyr->count || (phyr->entry[i].flags & PHYR_PRIVATE))
		return VM_FAULT_SIGBUS;
	area->attributes[(address - vma->vm_start) >> PAGE_SHIFT] = phyr->entry[i].flags & (PHYR_UNCACHED | PHYR_ENCRYPTED);
	return vmf_insert_pfn(vma, address, PHYS_PFN(phyr->entry[i].address + offset));
}

bool populated_access(struct populated_area *area, unsigned long page, bool write, u32 of)
{
	if (!user_access(&area->mapping, page, write))
		return false;
	__kapi_rule(area->attributes[page] == of, "wrong-attributes",
		    "memory is mapped with other attributes (cached, encrypted) than it needs");
	return true;
}

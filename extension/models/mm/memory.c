/* SPDX-License-Identifier: MIT */
/*
 * Page tables of user space, for areas that show device memory (mm/memory.c, mm/util.c). An area has one entry per page
 * in a table of its own. Kept: a fault handler inserts entries; unmap_mapping_range() removes those of every area that
 * maps the file, and includes the flush. Left out: anonymous memory, copy on write, huge entries.
 */
#include <kapi/user.h>
#include <linux/mm.h>

void vma_set_file(struct vm_area_struct *vma, struct file *file)
{
	struct file *old = vma->vm_file;

	vma->vm_file = get_file(file);
	if (old)
		fput(old);
}

vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long address, unsigned long pfn)
{
	struct user_mapping *mapping = container_of(vma, struct user_mapping, vma);

	BUG_ON(!(vma->vm_flags & VM_PFNMAP));
	if (address < vma->vm_start || address >= vma->vm_end)
		return VM_FAULT_SIGBUS;
	translation_set(&mapping->pages, (address - vma->vm_start) >> PAGE_SHIFT, pfn);
	return VM_FAULT_NOPAGE;
}

void zap_vma_ptes(struct vm_area_struct *vma, unsigned long address, unsigned long size)
{
	struct user_mapping *mapping = container_of(vma, struct user_mapping, vma);
	unsigned long page;

	for (page = (address - vma->vm_start) >> PAGE_SHIFT; page < (address + size - vma->vm_start) >> PAGE_SHIFT; page++)
		translation_clear(&mapping->pages, page);
}

void unmap_mapping_range(struct address_space *mapping, loff_t start, loff_t length, int even_cows)
{
	struct vm_area_struct *vma;

	i_mmap_lock_read(mapping);
	list_for_each_entry(vma, &mapping->i_mmap, shared) {
		loff_t first = (loff_t)vma->vm_pgoff << PAGE_SHIFT;

		if (length && (first >= start + length || first + (vma->vm_end - vma->vm_start) <= start))
			continue;
		zap_vma_ptes(vma, vma->vm_start, vma->vm_end - vma->vm_start);
	}
	i_mmap_unlock_read(mapping);
}

int user_mmap(struct user_mapping *mapping, struct file *file, unsigned long pages, pgoff_t pgoff)
{
	struct vm_area_struct *vma = &mapping->vma;
	int ret;

	mapping->pages.space = "phys";
	vma->vm_start = 0;
	vma->vm_end = pages << PAGE_SHIFT;
	vma->vm_pgoff = pgoff;
	vma->vm_flags = VM_READ | VM_WRITE | VM_SHARED;
	vma->vm_file = get_file(file);
	ret = file->f_op->mmap ? file->f_op->mmap(file, vma) : -ENODEV;
	if (ret) {
		fput(vma->vm_file);
		return ret;
	}
	i_mmap_lock_write(vma->vm_file->f_mapping);
	list_add_tail(&vma->shared, &vma->vm_file->f_mapping->i_mmap);
	i_mmap_unlock_write(vma->vm_file->f_mapping);
	return 0;
}

void user_munmap(struct user_mapping *mapping)
{
	struct vm_area_struct *vma = &mapping->vma;

	i_mmap_lock_write(vma->vm_file->f_mapping);
	list_del(&vma->shared);
	i_mmap_unlock_write(vma->vm_file->f_mapping);
	zap_vma_ptes(vma, vma->vm_start, vma->vm_end - vma->vm_start);
	if (vma->vm_ops && vma->vm_ops->close)
		vma->vm_ops->close(vma);
	fput(vma->vm_file);
}

bool user_access(struct user_mapping *mapping, unsigned long page, bool write)
{
	struct vm_fault fault = {
		.vma = &mapping->vma,
		.address = page << PAGE_SHIFT,
		.pgoff = mapping->vma.vm_pgoff + page,
	};

	if (translation_access(&mapping->pages, page, write))
		return true;
	/* Whatever it answers: where there is no entry after it, the process gets a signal or has to try again. */
	mapping->vma.vm_ops->fault(&fault);
	return translation_access(&mapping->pages, page, write);
}

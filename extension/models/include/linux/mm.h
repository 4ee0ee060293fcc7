/* SPDX-License-Identifier: MIT */
/*
 * Memory management as far as device memory is mapped to user space. Stands in for include/linux/mm.h and mm_types.h;
 * the page tables of one process are a small table in models/mm/memory.c.
 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <asm/page.h>
#include <linux/align.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/pfn.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/types.h>

#define PAGE_ALIGN(address) ALIGN(address, PAGE_SIZE)
#define PAGE_ALIGNED(address) IS_ALIGNED((unsigned long)(address), PAGE_SIZE)

#define VM_READ 0x1UL
#define VM_WRITE 0x2UL
#define VM_SHARED 0x8UL
#define VM_PFNMAP 0x400UL
#define VM_IO 0x4000UL
#define VM_DONTEXPAND 0x40000UL
#define VM_DONTDUMP 0x4000000UL
#define VM_ALLOW_ANY_UNCACHED 0x8000000000UL

typedef struct {
	unsigned long pgprot;
} pgprot_t;

#define pgprot_noncached(prot) (prot)
#define pgprot_writecombine(prot) (prot)
#define pgprot_decrypted(prot) (prot)

struct page {
	unsigned long flags;
	atomic_t _refcount;
	/* Where it is; 0 for a page that no model allocated. */
	phys_addr_t phys;
	unsigned long bytes;
	/* What the CPU's cache has of it (kapi/cache.h). */
	struct cache_line *cache;
};

/* mm/page_alloc.c, mm/swap.c: one reference, or one more, or one less; the last one frees the memory. */
struct page *alloc_pages(gfp_t gfp, unsigned int order);
void get_page(struct page *page);
void put_page(struct page *page);
#define alloc_page(gfp) alloc_pages(gfp, 0)
#define __free_page(page) put_page(page)
#define page_to_phys(page) ((page)->phys)
#define page_to_pfn(page) ((page)->phys >> PAGE_SHIFT)

struct mm_struct {
	struct rw_semaphore mmap_lock;
};

struct vm_operations_struct;

struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	unsigned long vm_pgoff;
	unsigned long vm_flags;
	pgprot_t vm_page_prot;
	struct file *vm_file;
	const struct vm_operations_struct *vm_ops;
	void *vm_private_data;
	struct mm_struct *vm_mm;
	/* On vm_file->f_mapping->i_mmap. */
	struct list_head shared;
};

typedef unsigned int vm_fault_t;
#define VM_FAULT_OOM 0x1u
#define VM_FAULT_SIGBUS 0x2u
#define VM_FAULT_NOPAGE 0x100u
#define VM_FAULT_RETRY 0x400u
#define VM_FAULT_FALLBACK 0x800u

struct vm_fault {
	struct vm_area_struct *vma;
	unsigned long address;
	pgoff_t pgoff;
	unsigned int flags;
};

struct vm_operations_struct {
	void (*open)(struct vm_area_struct *vma);
	void (*close)(struct vm_area_struct *vma);
	vm_fault_t (*fault)(struct vm_fault *fault);
	vm_fault_t (*huge_fault)(struct vm_fault *fault, unsigned int order);
};

static inline unsigned long vma_pages(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

static inline void vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags |= flags;
}

static inline void mmap_read_lock(struct mm_struct *mm)
{
	down_read(&mm->mmap_lock);
}

static inline void mmap_read_unlock(struct mm_struct *mm)
{
	up_read(&mm->mmap_lock);
}

static inline void mmap_write_lock(struct mm_struct *mm)
{
	down_write(&mm->mmap_lock);
}

static inline void mmap_write_unlock(struct mm_struct *mm)
{
	up_write(&mm->mmap_lock);
}

/* mm/memory.c: one page table entry; the fault handler of a VM_PFNMAP area calls it. */
vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long address, unsigned long pfn);
/* mm/memory.c: removes the entries of all areas that map this part of the file, and flushes the TLB. */
void unmap_mapping_range(struct address_space *mapping, loff_t start, loff_t length, int even_cows);
void zap_vma_ptes(struct vm_area_struct *vma, unsigned long address, unsigned long size);
/* mm/util.c */
void vma_set_file(struct vm_area_struct *vma, struct file *file);

#endif

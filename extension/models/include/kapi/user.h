/* SPDX-License-Identifier: MIT */
/* A process that maps a file and touches it. */
#ifndef KAPI_USER_H
#define KAPI_USER_H

#include <kapi/translation.h>
#include <linux/mm.h>

/* One area of a process, with its page table entries. */
struct user_mapping {
	struct vm_area_struct vma;
	struct translation pages;
};

/* mmap(2) of `pages` pages of the file, from page `pgoff` on. */
int user_mmap(struct user_mapping *mapping, struct file *file, unsigned long pages, pgoff_t pgoff);
void user_munmap(struct user_mapping *mapping);
/* A load or store; faults as the hardware does. False where the process gets a signal, or has to try again. */
bool user_access(struct user_mapping *mapping, unsigned long page, bool write);

#endif

/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/iommu/iommufd/io_pagetable.h */
/*
 * IO address spaces that user space fills (Documentation/userspace-api/iommufd.rst): an area is a range of IO addresses that
 * shows pages, in every domain of the address space. `pages->mutex` says whether it is there.
 */
#ifndef __IO_PAGETABLE_H
#define __IO_PAGETABLE_H

#include <linux/cleanup.h>
#include <linux/iommu.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>

struct iommufd_ctx;

#define IOPT_DOMAINS 2

struct io_pagetable {
	struct iommu_domain *domains[IOPT_DOMAINS];
	struct iopt_area *area;
};

enum {
	IOPT_PAGES_ACCOUNT_NONE = 0,
	IOPT_PAGES_ACCOUNT_USER = 1,
};

enum iopt_address_type {
	IOPT_ADDRESS_USER = 0,
	IOPT_ADDRESS_FILE = 1,
};

struct iopt_pages {
	struct kref kref;
	struct mutex mutex;
	size_t npages;
	enum iopt_address_type type;
	struct file *file;
	unsigned long start;
	bool writable;
	u8 account_mode;
};

struct iopt_area {
	struct io_pagetable *iopt;
	struct iopt_pages *pages;
	unsigned long iova;
	unsigned long length;
	struct iommu_domain *storage_domain;
};

static inline unsigned long iopt_area_index(struct iopt_area *area)
{
	return 0;
}

static inline unsigned long iopt_area_last_index(struct iopt_area *area)
{
	return area->length / PAGE_SIZE - 1;
}

int iopt_area_fill_domain(struct iopt_area *area, struct iommu_domain *domain);
void iopt_area_unfill_domain(struct iopt_area *area, struct iopt_pages *pages, struct iommu_domain *domain);
void iopt_area_unmap_domain(struct iopt_area *area, struct iommu_domain *domain);
void iopt_area_unmap_domain_range(struct iopt_area *area, struct iommu_domain *domain, unsigned long start_index,
				  unsigned long last_index);
struct iopt_pages *iopt_alloc_pages(unsigned long start_byte, unsigned long length, bool writable);
void iopt_release_pages(struct kref *kref);

static inline void iopt_put_pages(struct iopt_pages *pages)
{
	kref_put(&pages->kref, iopt_release_pages);
}

#endif

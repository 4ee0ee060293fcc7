/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/iommu/iommufd/io_pagetable.c */
/*
 * One area of an IO address space in all of its domains. Kept: an area is filled into a domain, and taken out of it, under
 * the mutex of its pages; unmapping takes it out of every domain before its pages go. Left out: several areas, allocation
 * of IO addresses (the caller chooses), splitting, copies.
 */
#include <linux/file.h>
#include <linux/slab.h>
#include "iommufd_private.h"

static int iopt_fill_domain(struct io_pagetable *iopt, struct iommu_domain *domain)
{
	struct iopt_area *area = iopt->area;
	struct iopt_pages *pages = area->pages;
	int rc;

	mutex_lock(&pages->mutex);
	rc = iopt_area_fill_domain(area, domain);
	if (rc) {
		mutex_unlock(&pages->mutex);
		goto out_unfill;
	}
	if (!area->storage_domain)
		area->storage_domain = domain;
	mutex_unlock(&pages->mutex);
	return 0;

out_unfill:
	return rc;
}

static struct iommu_domain *another_domain(struct io_pagetable *iopt, struct iommu_domain *domain)
{
	int at;

	for (at = 0; at < IOPT_DOMAINS; at++) {
		if (iopt->domains[at] && iopt->domains[at] != domain)
			return iopt->domains[at];
	}
	return NULL;
}

static void iopt_unfill_domain(struct io_pagetable *iopt, struct iommu_domain *domain)
{
	struct iopt_area *area = iopt->area;
	struct iopt_pages *pages = area->pages;
	struct iommu_domain *storage_domain = another_domain(iopt, domain);

	/* Another domain shows the area still: it goes out of this one only. */
	if (storage_domain) {
		mutex_lock(&pages->mutex);
		if (area->storage_domain == domain)
			area->storage_domain = storage_domain;
		mutex_unlock(&pages->mutex);
		iopt_area_unmap_domain(area, domain);
		return;
	}
	mutex_lock(&pages->mutex);
	area->storage_domain = NULL;
	iopt_area_unfill_domain(area, pages, domain);
	mutex_unlock(&pages->mutex);
}

int iopt_table_add_domain(struct io_pagetable *iopt, struct iommu_domain *domain)
{
	int at, rc = 0;

	for (at = 0; at < IOPT_DOMAINS && iopt->domains[at]; at++)
		;
	if (at == IOPT_DOMAINS)
		return -ENOSPC;
	if (iopt->area)
		rc = iopt_fill_domain(iopt, domain);
	if (!rc)
		iopt->domains[at] = domain;
	return rc;
}

/* The pages become an area: of the whole of them, in every domain. */
static int iopt_map_common(struct iommufd_ctx *ictx, struct io_pagetable *iopt, struct iopt_pages *pages,
			   unsigned long *iova, unsigned long length, unsigned long start_byte, int iommu_prot,
			   unsigned int flags)
{
	struct iopt_area *area = kzalloc(sizeof(*area), GFP_KERNEL);
	int at, rc = 0;

	if (!area) {
		iopt_put_pages(pages);
		return -ENOMEM;
	}
	area->iopt = iopt;
	area->pages = pages;
	area->iova = *iova;
	area->length = length;
	iopt->area = area;
	for (at = 0; at < IOPT_DOMAINS && iopt->domains[at] && !rc; at++)
		rc = iopt_fill_domain(iopt, iopt->domains[at]);
	return rc;
}

int iopt_map_file_pages(struct iommufd_ctx *ictx, struct io_pagetable *iopt, unsigned long *iova, struct file *file,
			unsigned long start, unsigned long length, int iommu_prot, unsigned int flags)
{
	return -EOPNOTSUPP;
}

int iopt_unmap_all(struct io_pagetable *iopt)
{
	struct iopt_area *area = iopt->area;
	int at;

	for (at = 0; at < IOPT_DOMAINS; at++) {
		struct iommu_domain *domain = iopt->domains[at];

		if (!domain)
			continue;
		iopt_unfill_domain(iopt, domain);
		iopt->domains[at] = NULL;
	}
	iopt->area = NULL;
	iopt_put_pages(area->pages);
	kfree(area);
	return 0;
}

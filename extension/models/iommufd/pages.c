/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/iommu/iommufd/pages.c */
/*
 * Where the pages of an area come from, and how they get into a domain. Kept: both happen under pages->mutex; pages live as
 * long as their last reference; a batch carries frames to the domain. Left out: memory of processes and its accounting,
 * folios, access by emulated devices; filling all domains in one go (each domain is filled for itself).
 */
#include <linux/overflow.h>
#include <linux/slab.h>
#include "iommufd_private.h"

/* A run of frames on its way into a domain. */
struct pfn_batch {
	unsigned long pfn;
	u32 npfns[1];
	unsigned int end;
};

static bool batch_add_pfn_num(struct pfn_batch *batch, unsigned long pfn,
			      u32 nr)
{
	unsigned int end = batch->end;

	if (end)
		return false;
	batch->pfn = pfn;
	batch->npfns[0] = nr;
	batch->end = 1;
	return true;
}

static int batch_to_domain(struct pfn_batch *batch, struct iommu_domain *domain, struct iopt_area *area)
{
	unsigned int cur;
	int rc = 0;

	for (cur = 0; cur < batch->end && !rc; cur++)
		rc = iommu_map(domain, area->iova, PFN_PHYS(batch->pfn), batch->npfns[cur] * PAGE_SIZE,
			       IOMMU_READ | IOMMU_WRITE, GFP_KERNEL);
	return rc;
}

/* Frames of other pages than shared buffers are left out: nothing fills the batch then, and filling is an error. */
static int fill_batch(struct pfn_batch *batch, struct iopt_area *area)
{
#ifdef KAPI_HAS_pfn_reader_fill_dmabuf
	struct pfn_reader_dmabuf reader;
	int rc = pfn_reader_dmabuf_init(&reader, area->pages);

	return rc ? rc : pfn_reader_fill_dmabuf(&reader, batch, iopt_area_index(area), iopt_area_last_index(area));
#else
	return -EOPNOTSUPP;
#endif
}

/**
 * iopt_area_fill_domain - shows an area in one more domain
 * Context: pages->mutex is held.
 */
int iopt_area_fill_domain(struct iopt_area *area, struct iommu_domain *domain)
{
	struct pfn_batch batch = {};
	int rc;

	lockdep_assert_held(&area->pages->mutex);
	rc = fill_batch(&batch, area);
	if (!rc)
		rc = batch_to_domain(&batch, domain, area);
	return rc;
}

void iopt_area_unmap_domain_range(struct iopt_area *area, struct iommu_domain *domain, unsigned long start_index,
				  unsigned long last_index)
{
	size_t bytes = (last_index - start_index + 1) * PAGE_SIZE;

	lockdep_assert_held(&area->pages->mutex);
	WARN_ON(iommu_unmap(domain, area->iova + start_index * PAGE_SIZE, bytes) != bytes);
}

/* A domain that others stand beside: the pages stay. */
void iopt_area_unmap_domain(struct iopt_area *area, struct iommu_domain *domain)
{
	iommu_unmap(domain, area->iova, area->length);
}

static void __iopt_area_unfill_domain(struct iopt_area *area, struct iopt_pages *pages, struct iommu_domain *domain,
				      unsigned long last_index)
{
	unsigned long start_index = iopt_area_index(area);

	lockdep_assert_held(&pages->mutex);
	iopt_area_unmap_domain_range(area, domain, start_index, last_index);
}

/**
 * iopt_area_unfill_domain - takes an area out of a domain
 * Context: pages->mutex is held.
 */
void iopt_area_unfill_domain(struct iopt_area *area, struct iopt_pages *pages, struct iommu_domain *domain)
{
	__iopt_area_unfill_domain(area, pages, domain, iopt_area_last_index(area));
}

struct iopt_pages *iopt_alloc_pages(unsigned long start_byte, unsigned long length, bool writable)
{
	struct iopt_pages *pages = kzalloc(sizeof(*pages), GFP_KERNEL);

	if (!pages)
		return ERR_PTR(-ENOMEM);
	kref_init(&pages->kref);
	mutex_init(&pages->mutex);
	pages->npages = DIV_ROUND_UP(length + start_byte, PAGE_SIZE);
	pages->writable = writable;
	pages->account_mode = IOPT_PAGES_ACCOUNT_USER;
	return pages;
}

void iopt_release_pages(struct kref *kref)
{
	struct iopt_pages *pages = container_of(kref, struct iopt_pages, kref);

	mutex_destroy(&pages->mutex);
	if (pages->type == IOPT_ADDRESS_FILE)
		fput(pages->file);
	kfree(pages);
}

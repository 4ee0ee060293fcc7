/* SPDX-License-Identifier: MIT */
/* stands-for: drivers/iommu/iommufd/iommufd_private.h */
#ifndef __IOMMUFD_PRIVATE_H
#define __IOMMUFD_PRIVATE_H

#include <linux/pfn.h>
#include "io_pagetable.h"

#define IOPT_ALLOC_IOVA 1

struct iommufd_ctx {
	struct io_pagetable iopt;
};

/* IOMMU_IOAS_MAP_FILE and IOMMU_IOAS_UNMAP, of one area at a time. */
int iopt_map_file_pages(struct iommufd_ctx *ictx, struct io_pagetable *iopt, unsigned long *iova, struct file *file,
			unsigned long start, unsigned long length, int iommu_prot, unsigned int flags);
int iopt_unmap_all(struct io_pagetable *iopt);
/* A further device is attached: its domain gets all that is mapped. */
int iopt_table_add_domain(struct io_pagetable *iopt, struct iommu_domain *domain);

#endif

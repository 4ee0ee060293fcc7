/* SPDX-License-Identifier: MIT */
/*
 * An exporter whose memory can be reached in ways that only it and some importers know (the "escape hatch" of
 * <20250122143744.GF5556@nvidia.com>), besides the generic one.
 */
#ifndef KAPI_PRIVATE_EXPORTER_H
#define KAPI_PRIVATE_EXPORTER_H

#include <kapi/typed-address.h>

struct private_buffer {
	struct dma_buf *dmabuf;
	phys_addr_t phys;
	/* Where the exporter maps for those in the know, and the address there; one mapping for all of them. */
	struct iommu_domain *domain;
	u64 iova;
	unsigned int iova_users;
	/* The same place on a fabric, a range of the space "fabric". */
	u64 fabric;
	bool revoked;
};

/* 0, or why there is no buffer. The domain's IO addresses are a range of the space `domain->space`. */
int private_buffer_create(struct private_buffer *buffer, struct iommu_domain *domain);
/* Takes the memory back: tells, waits for every fence if asked to, unmaps what the exporter mapped itself. */
void private_buffer_revoke(struct private_buffer *buffer, bool wait);

#endif

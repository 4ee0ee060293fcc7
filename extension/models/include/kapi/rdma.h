/* SPDX-License-Identifier: MIT */
/* An RDMA importer: a memory region over a buffer, on demand (it follows moves) or pinned for good. */
#ifndef KAPI_RDMA_H
#define KAPI_RDMA_H

#include <kapi/job.h>
#include <linux/dma-buf.h>

struct rdma_mr {
	struct device *dev;
	struct dma_buf_attachment *attachment;
	struct sg_table *table;
	/* What the network card's page table says; 0: it faults. */
	dma_addr_t address;
	/* Told to stop: the table is given back before the next use. */
	bool invalid;
};

/* On demand: the region is filled on faults and emptied when the buffer moves. */
int rdma_reg_mr_on_demand(struct rdma_mr *mr, struct device *dev, struct dma_buf *dmabuf);
/*
 * The fault: the mapping of now, ready to be used. `wait` is what a dynamic importer owes: KERNEL fences. The reservation
 * lock is held.
 */
int rdma_fault(struct rdma_mr *mr, bool wait);
void rdma_dereg_mr(struct rdma_mr *mr);

/* drivers/infiniband/core/umem.c: the largest page size with which all of `ranges` can be described, 0 for none. */
struct rdma_range {
	u64 address;
	u64 length;
};
unsigned long rdma_find_best_page_size(const struct rdma_range *ranges, unsigned int n, unsigned long supported);

#endif

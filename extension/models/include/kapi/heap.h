/* SPDX-License-Identifier: MIT */
/* Exporters of ordinary memory: the system heap and udmabuf. */
#ifndef KAPI_HEAP_H
#define KAPI_HEAP_H

#include <linux/dma-buf.h>
#include <linux/mm.h>

#define HEAP_PAGES 4

/* A buffer of that many pages, as user space gets it from /dev/dma_heap/system. NULL where memory is short. */
struct dma_buf *system_heap_allocate(unsigned int pages);

/* Memory that a process has as a file (memfd), and a buffer over it (/dev/udmabuf), which holds its pages. */
struct memfd {
	unsigned int pages;
	struct page *page[HEAP_PAGES];
	bool sealed;
};
int memfd_create(struct memfd *memfd, unsigned int pages);
/* Fails with -EBUSY where the file is sealed against it, as udmabuf asks for (F_SEAL_SHRINK). */
int memfd_truncate(struct memfd *memfd);
void memfd_close(struct memfd *memfd);
struct dma_buf *udmabuf_create(struct memfd *memfd);

/* For flows that look at the memory itself: page n of the buffer. */
struct page *heap_page(struct dma_buf *dmabuf, unsigned int n);

#endif

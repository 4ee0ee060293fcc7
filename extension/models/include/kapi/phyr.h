/* SPDX-License-Identifier: MIT */
/*
 * Lists of physical ranges in the place of a scatter list: "phyr" (<20250121173633.GU5556@nvidia.com>), chunks by provider
 * (<20250110203838.GL5556@nvidia.com>), and the cursor that hands out a range at a time
 * (<6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>). Each is a model of a position; proposals/README.md says which flows compare them.
 */
#ifndef KAPI_PHYR_H
#define KAPI_PHYR_H

#include <linux/dma-buf.h>
#include <linux/mm.h>
#include <linux/pci-p2pdma.h>

#define BUFFER_RANGES 6

/* The metadata that a range needs to be mapped rightly (<20250120194804.GT5556@nvidia.com>). */
#define PHYR_P2P BIT(0)
#define PHYR_UNCACHED BIT(1)
#define PHYR_ENCRYPTED BIT(2)
#define PHYR_PRIVATE BIT(3)
/* The address is one of the DMA API already (<20250122132811.GE5556@nvidia.com>, helper for old exporters). */
#define PHYR_MAPPED BIT(4)
/* There is a struct page, and the importer must not go to it (<20250122132811.GE5556@nvidia.com>). */
#define PHYR_NO_PAGE BIT(5)

struct phyr_entry {
	u64 address;
	u64 length;
	u32 flags;
	/* Who provides memory that is reached peer to peer; NULL for system memory. */
	struct p2pdma_provider *provider;
	struct page *page;
};

struct phyr {
	unsigned int count;
	struct phyr_entry entry[];
};

struct phyr *phyr_alloc(unsigned int count);
void phyr_free(struct phyr *phyr);

/* For importers of today: maps every entry for the device, unless it is mapped already. -EOPNOTSUPP for private entries. */
int phyr_to_sgt(struct device *dev, const struct phyr *phyr, struct sg_table *table);
void phyr_unmap_sgt(struct device *dev, const struct phyr *phyr, struct sg_table *table);
/* For exporters of today: a mapped scatter list in a phyr. The list stays the exporter's. */
struct phyr *phyr_from_sgt(struct sg_table *table);
/* The page behind an entry; warns, and gives none, where the importer must not have it. */
struct page *phyr_entry_to_page(const struct phyr *phyr, unsigned int n);

/* An array of arrays: one provider a chunk, so one decision a chunk (<20250110203838.GL5556@nvidia.com>). */
struct memory_chunk {
	struct p2pdma_provider *provider;
	unsigned int count;
	struct phyr_entry *entries;
};
struct memory_chunks {
	unsigned int count;
	struct memory_chunk chunk[BUFFER_RANGES];
};

/*
 * The cursor: neither side stores a list. It is valid while the reservation lock is held, and no longer. `step` is what the
 * exporter can tell at a time: a whole range, or with a naive exporter one page.
 */
struct buffer_cursor {
	struct dma_buf *dmabuf;
	u64 offset;
	u64 left;
	u64 step;
};

/* A buffer of some ranges, which can be had in every way. */
struct range_buffer {
	struct dma_buf *dmabuf;
	unsigned int count;
	struct phyr_entry range[BUFFER_RANGES];
};

/* 0, or why there is no buffer. */
int range_buffer_create(struct range_buffer *buffer, const u64 *lengths, unsigned int count);
/* All with the reservation lock held. */
struct phyr *range_buffer_get_phyr(struct dma_buf_attachment *attachment);
int range_buffer_get_chunks(struct dma_buf_attachment *attachment, struct memory_chunks *chunks);
/* `step` 0: a whole range at a time. */
void buffer_cursor_map(struct buffer_cursor *cursor, struct dma_buf_attachment *attachment, u64 offset, u64 size, u64 step);
/* False at the end. */
bool buffer_cursor_next(struct buffer_cursor *cursor, struct phyr_entry *entry);

#endif

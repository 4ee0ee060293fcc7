/**
 * flow: three-carriers
 * title: One buffer as a scatter list, as a list of ranges, and through a cursor: the same bytes, at different cost
 * claims: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 *         <20250122143744.GF5556@nvidia.com>
 *         <20250121173633.GU5556@nvidia.com>
 * says: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com> iterator cursor
 * says: <20250122143744.GF5556@nvidia.com> function pointer page performance
 * rows: M06 M10 M23 M24
 * expect: pass
 *
 * Six ranges from 4 KiB to 2 MiB, the large one reached peer to peer. A graphics driver writes page table entries of 64 KiB where it
 * can; an RDMA driver needs all ranges before it can choose a page size, so that it copies what a cursor gives into a list of its
 * own. The counts are those of the argument: a cursor costs a call an extent, or a call a page with an exporter that knows no better.
 */
#include <kapi/device.h>
#include <kapi/phyr.h>
#include <kapi/rdma.h>
#include <linux/dma-resv.h>

#define KIB 1024ULL
#define SIZE ((4 + 16 + 64 + 256 + 2048 + 4) * KIB)

static const u64 lengths[] = { 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, 2048 * KIB, 4 * KIB };
static struct range_buffer buffer;
static struct p2pdma_provider gpu_memory;
static struct device importer = { .init_name = "importer" };
static struct dma_buf_attachment *attach;

/* What an importer has learnt, as extents: page by page answers of one range are one. */
struct learnt {
	unsigned int count;
	struct rdma_range range[BUFFER_RANGES];
	unsigned int entries;
};

static struct learnt by_table, by_phyr, by_cursor, by_pages;

static void learn(struct learnt *learnt, u64 address, u64 length)
{
	struct rdma_range *last = &learnt->range[learnt->count - 1];
	u64 page;

	for (page = 64 * KIB; length % page; page = 4 * KIB)
		;
	learnt->entries += length / page;
	if (learnt->count && last->address + last->length == address) {
		last->length += length;
		return;
	}
	learnt->range[learnt->count].address = address;
	learnt->range[learnt->count++].length = length;
}

static void walk_cursor(struct learnt *learnt, u64 step)
{
	struct buffer_cursor cursor;
	struct phyr_entry entry;

	buffer_cursor_map(&cursor, attach, 0, SIZE, step);
	while (buffer_cursor_next(&cursor, &entry))
		learn(learnt, entry.address, entry.length);
}

static void same(const struct learnt *a, const struct learnt *b)
{
	unsigned int i;

	__kapi_rule(a->count == b->count, "different-result", "two ways to the buffer give a different number of ranges");
	for (i = 0; i < a->count; i++)
		__kapi_rule(a->range[i].address == b->range[i].address && a->range[i].length == b->range[i].length,
			    "different-result", "two ways to the buffer give different addresses");
}

void setup(void)
{
	range_buffer_create(&buffer, lengths, ARRAY_SIZE(lengths));
	buffer.range[4].flags = PHYR_P2P;
	buffer.range[4].provider = &gpu_memory;
	attach = dma_buf_attach(buffer.dmabuf, &importer);
	BUG_ON(IS_ERR(attach));
}

__actor void importers(void)
{
	struct sg_table *table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);
	struct phyr *phyr;
	unsigned int i;

	for (i = 0; i < table->nents; i++)
		learn(&by_table, sg_dma_address(&table->sgl[i]), sg_dma_len(&table->sgl[i]));
	dma_buf_unmap_attachment_unlocked(attach, table, DMA_BIDIRECTIONAL);

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	phyr = range_buffer_get_phyr(attach);
	for (i = 0; i < phyr->count; i++)
		learn(&by_phyr, phyr->entry[i].address, phyr->entry[i].length);
	phyr_free(phyr);
	walk_cursor(&by_cursor, 0);
	walk_cursor(&by_pages, 4 * KIB);
	dma_resv_unlock(buffer.dmabuf->resv);

	same(&by_table, &by_phyr);
	same(&by_table, &by_cursor);
	same(&by_table, &by_pages);
	__kapi_count("page table entries of the graphics driver, by range", by_cursor.entries);
	__kapi_count("page table entries of the graphics driver, a page at a time", by_pages.entries);
	/* From a list at once; from a cursor only after a pass that fills one. */
	__kapi_count("cursor: ranges that RDMA copies before it can begin", by_cursor.count);
	__kapi_count("page size that RDMA chooses", rdma_find_best_page_size(by_cursor.range, by_cursor.count, 4 * KIB | 64 * KIB));
}

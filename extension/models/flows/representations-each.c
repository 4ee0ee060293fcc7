/**
 * flow: representations-each
 * title: Every exporter builds every representation itself
 * claims: <20250122143744.GF5556@nvidia.com>
 *         <827315b0-23b6-4a39-88eb-34e756298d67@amd.com>
 *         <20260422150000.GK3199414@nvidia.com>
 * says: <20250122143744.GF5556@nvidia.com> work exporters representations
 * says: <827315b0-23b6-4a39-88eb-34e756298d67@amd.com> limited exporters importers
 * rows: M23
 * expect: pass
 *
 * Three exporters, three flavours that importers want: nine code paths in drivers, and each has to agree with the others. The other
 * view is that there are few exporters and many importers, so that the work belongs here; representations-converted has the
 * answer with converters in the core.
 */
#include <kapi/device.h>
#include <kapi/phyr.h>
#include <linux/dma-resv.h>

#ifndef CONVERTERS
#define CONVERTERS 0
#endif
#define EXPORTERS 3
#define FLAVOURS 3

static const u64 lengths[] = { 4096, 65536, 8192 };
static struct device importer = { .init_name = "importer" };
static struct range_buffer buffer[EXPORTERS];

struct representation {
	unsigned int count;
	u64 address[BUFFER_RANGES];
};

/* What one driver, or one converter, has to bring. */
typedef void (*build_t)(struct dma_buf_attachment *attach, struct representation *result);

static void build_table(struct dma_buf_attachment *attach, struct representation *result)
{
	struct sg_table *table = dma_buf_map_attachment(attach, DMA_BIDIRECTIONAL);

	for (result->count = 0; result->count < table->nents; result->count++)
		result->address[result->count] = sg_dma_address(&table->sgl[result->count]);
	dma_buf_unmap_attachment(attach, table, DMA_BIDIRECTIONAL);
}

static void build_list(struct dma_buf_attachment *attach, struct representation *result)
{
	struct phyr *phyr = range_buffer_get_phyr(attach);

	for (result->count = 0; result->count < phyr->count; result->count++)
		result->address[result->count] = phyr->entry[result->count].address;
	phyr_free(phyr);
}

static void build_cursor(struct dma_buf_attachment *attach, struct representation *result)
{
	struct buffer_cursor cursor;
	struct phyr_entry entry;

	buffer_cursor_map(&cursor, attach, 0, attach->dmabuf->size, 0);
	for (result->count = 0; buffer_cursor_next(&cursor, &entry); result->count++)
		result->address[result->count] = entry.address;
}

/* The core's: from the one format that the exporter has. */
static void convert_to_table(struct dma_buf_attachment *attach, struct representation *result)
{
	struct phyr *phyr = range_buffer_get_phyr(attach);
	struct sg_table table = { 0 };

	__kapi_count("conversions", 1);
	BUG_ON(phyr_to_sgt(attach->dev, phyr, &table));
	for (result->count = 0; result->count < table.nents; result->count++)
		result->address[result->count] = sg_dma_address(&table.sgl[result->count]);
	phyr_unmap_sgt(attach->dev, phyr, &table);
	phyr_free(phyr);
}

static void convert_to_cursor(struct dma_buf_attachment *attach, struct representation *result)
{
	__kapi_count("conversions", 1);
	build_list(attach, result);
}

static const build_t drivers[EXPORTERS][FLAVOURS] = {
#if CONVERTERS
	{ NULL, build_list, NULL }, { NULL, build_list, NULL }, { NULL, build_list, NULL },
#else
	{ build_table, build_list, build_cursor },
	{ build_table, build_list, build_cursor },
	{ build_table, build_list, build_cursor },
#endif
};
static const build_t core[FLAVOURS] = { convert_to_table, NULL, convert_to_cursor };

void setup(void)
{
	unsigned int i, j;

	for (i = 0; i < EXPORTERS; i++) {
		range_buffer_create(&buffer[i], lengths, ARRAY_SIZE(lengths));
		for (j = 0; j < FLAVOURS; j++)
			__kapi_count("code paths in exporters", drivers[i][j] != NULL);
	}
	for (j = 0; CONVERTERS && j < FLAVOURS; j++)
		__kapi_count("converters in the core", core[j] != NULL);
}

__actor void importers(void)
{
	struct representation first, other;
	unsigned int i, j, k;

	for (i = 0; i < EXPORTERS; i++) {
		struct dma_buf_attachment *attach = dma_buf_attach(buffer[i].dmabuf, &importer);

		dma_resv_lock(buffer[i].dmabuf->resv, NULL);
		for (j = 0; j < FLAVOURS; j++) {
			(drivers[i][j] ? drivers[i][j] : core[j])(attach, j ? &other : &first);
			for (k = 0; j && k < first.count; k++)
				__kapi_rule(other.count == first.count && other.address[k] == first.address[k],
					    "different-result", "two representations of one buffer differ");
		}
		dma_resv_unlock(buffer[i].dmabuf->resv);
		dma_buf_detach(buffer[i].dmabuf, attach);
	}
}

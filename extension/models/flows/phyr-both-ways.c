/**
 * flow: phyr-both-ways
 * title: Old importers get a scatter list from a phyr, old exporters put theirs into one
 * claims: <20250122132811.GE5556@nvidia.com>
 *         <20250121173633.GU5556@nvidia.com>
 * rows: M06 M07
 * expect: pass
 *
 * Both helpers of the proposal. An entry that is mapped already is not mapped a second time; what the helper mapped it unmaps; a
 * private entry is refused by the helper, so that a driver of today never sees one.
 */
#include <kapi/device.h>
#include <kapi/phyr.h>
#include <linux/dma-resv.h>

#ifndef FORGETS_MAPPED
#define FORGETS_MAPPED 0
#endif

static const u64 lengths[] = { 4096, 8192 };
static struct range_buffer buffer;
static struct device nic = { .init_name = "nic" };
static struct iommu_domain nic_domain;
static struct dma_buf_attachment *attach;

void setup(void)
{
	device_use_iommu(&nic, &nic_domain, "iova:nic");
	range_buffer_create(&buffer, lengths, ARRAY_SIZE(lengths));
	attach = dma_buf_attach(buffer.dmabuf, &nic);
	BUG_ON(IS_ERR(attach));
}

/* An exporter that gives ranges, an importer that wants a table. */
__actor void old_importer(void)
{
	struct sg_table table = { 0 };
	struct phyr *phyr;

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	phyr = range_buffer_get_phyr(attach);
	BUG_ON(phyr_to_sgt(&nic, phyr, &table));
	device_dma(&nic, sg_dma_address(&table.sgl[1]), 4, true);
	phyr_unmap_sgt(&nic, phyr, &table);
	phyr->entry[0].flags |= PHYR_PRIVATE;
	__kapi_rule(phyr_to_sgt(&nic, phyr, &table) == -EOPNOTSUPP, "private-mapped", "a private entry was mapped for any device");
	phyr_free(phyr);
	dma_resv_unlock(buffer.dmabuf->resv);
}

/* An exporter that maps a table, an importer that wants ranges and hands them to the helper. */
__actor void old_exporter(void)
{
	struct sg_table *mapped = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);
	struct sg_table table = { 0 };
	struct phyr *phyr = phyr_from_sgt(mapped);

	if (FORGETS_MAPPED)
		phyr->entry[0].flags = 0;
	BUG_ON(phyr_to_sgt(&nic, phyr, &table));
	device_dma(&nic, sg_dma_address(&table.sgl[0]), 4, true);
	phyr_unmap_sgt(&nic, phyr, &table);
	phyr_free(phyr);
	dma_buf_unmap_attachment_unlocked(attach, mapped, DMA_BIDIRECTIONAL);
}

void finally(void)
{
	dma_buf_detach(buffer.dmabuf, attach);
	dma_buf_put(buffer.dmabuf);
	device_check_idle(&nic);
	__kapi_check_leaks();
}

/**
 * flow: fabric-null-page
 * title: A fabric address travels in the DMA field of a list without pages, and a third importer takes it for its own
 * claims: <20250115133419.GN5556@nvidia.com>
 *         <20250116053348.GA24046@lst.de>
 * says: <20250115133419.GN5556@nvidia.com> scatterlist NULL sg_page
 * rows: M19
 * expect: violation wrong-space
 *
 * Two graphics cards on one fabric know each other's lists: no page, and in the DMA field the place on the fabric. The list looks
 * like any other to whoever does not know.
 */
#include <kapi/device.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>

#ifndef THIRD_IS_ON_THE_FABRIC
#define THIRD_IS_ON_THE_FABRIC 0
#endif

static struct device gpu1 = { .init_name = "gpu1" }, third = { .init_name = "third" };
static struct iommu_domain third_domain;
static struct dma_buf *buf;
static u64 fabric;

static struct sg_table *gpu0_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	struct sg_table *table = kzalloc(sizeof(*table), GFP_KERNEL);

	BUG_ON(!table || sg_alloc_table(table, 1, GFP_KERNEL));
	sg_set_page(table->sgl, NULL, PAGE_SIZE, 0);
	sg_dma_address(table->sgl) = fabric;
	sg_dma_len(table->sgl) = PAGE_SIZE;
	return table;
}

static void gpu0_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
	sg_free_table(table);
	kfree(table);
}

static void gpu0_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops gpu0_ops = {
	.map_dma_buf = gpu0_map,
	.unmap_dma_buf = gpu0_unmap,
	.release = gpu0_release,
};

/* What the fabric's hardware does with an address that a card of it is given. */
static void fabric_access(u64 address)
{
	__kapi_access(address, 4, true, "fabric");
}

void setup(void)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	fabric = __kapi_range("fabric", PAGE_SIZE);
	device_use_iommu(&third, &third_domain, "iova:third");
	exp_info.ops = &gpu0_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &fabric;
	buf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(buf));
}

static void import(struct device *dev, bool on_the_fabric)
{
	struct dma_buf_attachment *attach = dma_buf_attach(buf, dev);
	struct sg_table *table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);

	/* The pairwise knowledge: no page means the fabric. */
	if (on_the_fabric && !sg_page(table->sgl))
		fabric_access(sg_dma_address(table->sgl));
	else
		device_dma(dev, sg_dma_address(table->sgl), 4, true);
	dma_buf_unmap_attachment_unlocked(attach, table, DMA_BIDIRECTIONAL);
	dma_buf_detach(buf, attach);
}

__actor void second_gpu(void)
{
	import(&gpu1, true);
}

__actor void third_importer(void)
{
	import(&third, THIRD_IS_ON_THE_FABRIC);
}

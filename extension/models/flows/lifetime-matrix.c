/**
 * flow: lifetime-matrix
 * title: Which importers can live with which exporters
 * claims: <20250114173103.GE5556@nvidia.com>
 * rows: M31
 * expect: pass
 *
 * Three kinds of life against four importers: scanout wants a buffer to stay, RDMA without faults too; iommufd can lose it; KVM and
 * a GPU driver follow moves, and the compositor behind the latter cannot lose it. A pair that does not fit fails at attach.
 */
#include <kapi/kernel.h>
#include <kapi/lifetime.h>

static struct sg_table *map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	return ERR_PTR(-ENODEV);
}

static void unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
}

static int pin(struct dma_buf_attachment *attachment)
{
	return 0;
}

static void unpin(struct dma_buf_attachment *attachment)
{
}

static void release(struct dma_buf *dmabuf)
{
}

#define EXPORTER(kind) { .lifetime = kind, .ops = { \
	.pin = pin, .unpin = unpin, .map_dma_buf = map, .unmap_dma_buf = unmap, .release = release } }

static const struct lifetime_exporter_ops exporters[] = {
	EXPORTER(LIFETIME_PINNED), EXPORTER(LIFETIME_REVOCABLE), EXPORTER(LIFETIME_DYNAMIC),
};

static const unsigned int importers[] = {
	LIFETIME_PINNED,
	LIFETIME_PINNED | LIFETIME_REVOCABLE,
	LIFETIME_PINNED | LIFETIME_DYNAMIC,
	LIFETIME_PINNED | LIFETIME_REVOCABLE | LIFETIME_DYNAMIC,
};

static void notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops attach_ops = { .move_notify = notify };
static struct device dev = { .init_name = "importer" };

__actor void everybody(void)
{
	unsigned int i, j;

	for (i = 0; i < ARRAY_SIZE(exporters); i++) {
		DEFINE_DMA_BUF_EXPORT_INFO(exp_info);
		struct dma_buf *dmabuf;

		exp_info.ops = &exporters[i].ops;
		exp_info.size = PAGE_SIZE;
		exp_info.priv = &dev;
		dmabuf = dma_buf_export(&exp_info);
		BUG_ON(IS_ERR(dmabuf));
		for (j = 0; j < ARRAY_SIZE(importers); j++) {
			struct dma_buf_attachment *attach;

			attach = dma_buf_attach_lifetime(dmabuf, &dev, &attach_ops, NULL, importers[j]);
			__kapi_rule(!IS_ERR(attach) == !!(importers[j] & exporters[i].lifetime), "wrong-lifetime",
				    "an importer is attached to a buffer whose life it cannot follow");
			__kapi_count(IS_ERR(attach) ? "attachments refused" : "attachments made", 1);
			if (!IS_ERR(attach))
				dma_buf_detach(dmabuf, attach);
		}
	}
}

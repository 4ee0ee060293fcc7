/* SPDX-License-Identifier: MIT */
/*
 * Negotiation by kinds of addresses, from the mails of January 2025; the exporter's order is the priority, as in the series
 * that came a year later (<0-v1-b5cab63049c0+191af-dmabuf_map_type_jgg@nvidia.com>). Left out: several ranges, a new choice
 * after a move.
 */
#include <kapi/typed-address.h>
#include <linux/dma-resv.h>

static const struct address_flavour dma_only[] = { { .kind = ADDRESS_DMA } };

static const struct typed_exporter_ops *typed_ops(struct dma_buf *dmabuf)
{
	return container_of(dmabuf->ops, struct typed_exporter_ops, ops);
}

int typed_exporter_attach(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment)
{
	return 0;
}

int typed_exporter_pin(struct dma_buf_attachment *attachment)
{
	return -EOPNOTSUPP;
}

void typed_exporter_unpin(struct dma_buf_attachment *attachment)
{
}

struct sg_table *typed_exporter_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	return ERR_PTR(-EOPNOTSUPP);
}

void typed_exporter_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
}

static bool is_typed(struct dma_buf *dmabuf)
{
	return dmabuf->ops->attach == typed_exporter_attach;
}

/* One private flavour and one generic one are enough, if it is settled when attaching. <20250122143744.GF5556@nvidia.com> */
static int agree(struct dma_buf *dmabuf, const struct address_flavour *accepts, unsigned int count,
		 struct address_flavour *agreed)
{
	const struct address_flavour *offers = is_typed(dmabuf) ? typed_ops(dmabuf)->offers : dma_only;
	unsigned int offer_count = is_typed(dmabuf) ? typed_ops(dmabuf)->offer_count : ARRAY_SIZE(dma_only);
	unsigned int i, j;

	for (i = 0; i < offer_count; i++) {
		for (j = 0; j < count; j++) {
			if (offers[i].kind != accepts[j].kind)
				continue;
			if (offers[i].of && offers[i].of != accepts[j].of)
				continue;
			*agreed = accepts[j];
			return 0;
		}
	}
	return -EINVAL;
}

int dma_buf_attach_typed(struct typed_attachment *typed, struct dma_buf *dmabuf, struct device *dev,
			 const struct dma_buf_attach_ops *importer_ops, void *priv, const struct address_flavour *accepts,
			 unsigned int count)
{
	int ret = agree(dmabuf, accepts, count, &typed->agreed);

	if (ret)
		return ret;
	typed->attachment = dma_buf_dynamic_attach(dmabuf, dev, importer_ops, priv);
	return PTR_ERR_OR_ZERO(typed->attachment);
}

int dma_buf_map_typed(struct typed_attachment *typed, struct typed_address *result)
{
	struct dma_buf_attachment *attachment = typed->attachment;
	struct sg_table *table;

	dma_resv_assert_held(attachment->dmabuf->resv);
	__kapi_count("callbacks", 1);
	if (is_typed(attachment->dmabuf))
		return typed_ops(attachment->dmabuf)->map_typed(attachment, &typed->agreed, result);
	table = dma_buf_map_attachment(attachment, DMA_BIDIRECTIONAL);
	if (IS_ERR(table))
		return PTR_ERR(table);
	result->kind = ADDRESS_DMA;
	result->of = attachment->dev;
	result->address = sg_dma_address(table->sgl);
	result->length = sg_dma_len(table->sgl);
	attachment->importer_priv = table;
	return 0;
}

void dma_buf_unmap_typed(struct typed_attachment *typed, const struct typed_address *address)
{
	struct dma_buf_attachment *attachment = typed->attachment;

	dma_resv_assert_held(attachment->dmabuf->resv);
	if (is_typed(attachment->dmabuf))
		typed_ops(attachment->dmabuf)->unmap_typed(attachment, address);
	else
		dma_buf_unmap_attachment(attachment, attachment->importer_priv, DMA_BIDIRECTIONAL);
}

bool typed_address_is(const struct typed_address *address, enum address_kind kind, const void *of)
{
	return address->kind == kind && address->of == of;
}

/* SPDX-License-Identifier: MIT */
/*
 * The kind of life is settled when attaching (<20250114173103.GE5556@nvidia.com>): a mismatch is an error then, not a dead
 * context later. Left out: exporters that offer several kinds.
 */
#include <kapi/lifetime.h>

struct dma_buf_attachment *dma_buf_attach_lifetime(struct dma_buf *dmabuf, struct device *dev,
						   const struct dma_buf_attach_ops *importer_ops, void *priv,
						   unsigned int accepts)
{
	const struct lifetime_exporter_ops *exporter = container_of(dmabuf->ops, struct lifetime_exporter_ops, ops);

	if (!(accepts & exporter->lifetime))
		return ERR_PTR(-EOPNOTSUPP);
	return dma_buf_dynamic_attach(dmabuf, dev, importer_ops, priv);
}

/* SPDX-License-Identifier: MIT */
/*
 * Which life a buffer has, and which an importer can live with: the ladder of <20250114173103.GE5556@nvidia.com>, made explicit
 * as asked for in <Z4F2X7Fu-5lprLrk@phenom.ffwll.local> and <Z4Z4NKqVG2Vbv98Q@phenom.ffwll.local>, which are known from quotes.
 */
#ifndef KAPI_LIFETIME_H
#define KAPI_LIFETIME_H

#include <linux/bits.h>
#include <linux/dma-buf.h>

enum dma_buf_lifetime {
	/* Stays where it is until the importer lets go. */
	LIFETIME_PINNED = BIT(0),
	/* May be lost for good, or for a while; the importer stops using it and lives. */
	LIFETIME_REVOCABLE = BIT(1),
	/* Moves, and can always be mapped again. */
	LIFETIME_DYNAMIC = BIT(2),
};

/* An exporter that says which of them its buffers have. */
struct lifetime_exporter_ops {
	struct dma_buf_ops ops;
	enum dma_buf_lifetime lifetime;
};

/* Attaches an importer that can live with the kinds in `accepts`; -EOPNOTSUPP for a buffer of another kind. */
struct dma_buf_attachment *dma_buf_attach_lifetime(struct dma_buf *dmabuf, struct device *dev,
						   const struct dma_buf_attach_ops *importer_ops, void *priv,
						   unsigned int accepts);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Addresses that say whose they are, and attaching with a list of the kinds one can use; as proposed in January 2025, when
 * there was no code. Each rule names the mail that it is from.
 */
#ifndef KAPI_TYPED_ADDRESS_H
#define KAPI_TYPED_ADDRESS_H

#include <linux/dma-buf.h>
#include <linux/iommu.h>

enum address_kind {
	/* From the DMA API, for one device. <20250123150212.GR5556@nvidia.com> */
	ADDRESS_DMA,
	/* In a domain that both sides know; mapped by the exporter. <20250122143744.GF5556@nvidia.com> */
	ADDRESS_IOVA,
	/* A frame that the importer maps into a table of its own. <20250122143744.GF5556@nvidia.com> */
	ADDRESS_PFN,
	/* On a fabric between two devices, past PCI. <20250115133419.GN5556@nvidia.com> */
	ADDRESS_FABRIC,
};

/* The annotation: an address is never without its kind and its owner. <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com> */
struct typed_address {
	enum address_kind kind;
	/* The device, the domain or the fabric. */
	const void *of;
	u64 address;
	u64 length;
};

struct address_flavour {
	enum address_kind kind;
	/* NULL in an exporter's list: any. */
	const void *of;
};

/*
 * What an exporter that knows of kinds offers, best first. The callbacks run under the reservation lock. `ops` is
 * TYPED_EXPORTER_OPS with a release.
 */
struct typed_exporter_ops {
	struct dma_buf_ops ops;
	const struct address_flavour *offers;
	unsigned int offer_count;
	int (*map_typed)(struct dma_buf_attachment *attachment, const struct address_flavour *as, struct typed_address *result);
	void (*unmap_typed)(struct dma_buf_attachment *attachment, const struct typed_address *address);
};

/* Marks an exporter of this kind, and refuses the sg_table that it doesn't make. */
int typed_exporter_attach(struct dma_buf *dmabuf, struct dma_buf_attachment *attachment);
int typed_exporter_pin(struct dma_buf_attachment *attachment);
void typed_exporter_unpin(struct dma_buf_attachment *attachment);
struct sg_table *typed_exporter_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction);
void typed_exporter_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction);
#define TYPED_EXPORTER_OPS \
	.attach = typed_exporter_attach, .pin = typed_exporter_pin, .unpin = typed_exporter_unpin, \
	.map_dma_buf = typed_exporter_map, .unmap_dma_buf = typed_exporter_unmap

/* An attachment with what was agreed on. */
struct typed_attachment {
	struct dma_buf_attachment *attachment;
	struct address_flavour agreed;
};

/*
 * Attaches with the kinds that the importer can use. An exporter that knows of none offers ADDRESS_DMA alone.
 * -EINVAL where the two lists have nothing in common.
 */
int dma_buf_attach_typed(struct typed_attachment *typed, struct dma_buf *dmabuf, struct device *dev,
			 const struct dma_buf_attach_ops *importer_ops, void *priv, const struct address_flavour *accepts,
			 unsigned int count);
/* The reservation lock is held for both. */
int dma_buf_map_typed(struct typed_attachment *typed, struct typed_address *result);
void dma_buf_unmap_typed(struct typed_attachment *typed, const struct typed_address *address);

/* A consumer checks that what it is about to use is its own. <20250123135946.GQ5556@nvidia.com> */
bool typed_address_is(const struct typed_address *address, enum address_kind kind, const void *of);

#endif

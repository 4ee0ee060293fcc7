/* SPDX-License-Identifier: MIT */
/*
 * Both variants of the private escape hatch (<20250122143744.GF5556@nvidia.com>): the exporter maps into a shared domain and
 * passes the address there, or it passes the frame and the importer maps. Whatever the kind of address, its life is that of
 * the reservation lock and the notification (<20250110205454.GM5556@nvidia.com>). Left out: more than one page.
 */
#include <kapi/private-exporter.h>
#include <linux/dma-mapping.h>
#include <linux/dma-resv.h>

static int private_map(struct dma_buf_attachment *attachment, const struct address_flavour *as, struct typed_address *result)
{
	struct private_buffer *buffer = attachment->dmabuf->priv;
	int ret;

	if (buffer->revoked)
		return -ENODEV;
	result->kind = as->kind;
	result->of = as->of;
	result->length = PAGE_SIZE;
	switch (as->kind) {
	case ADDRESS_IOVA:
		if (!buffer->iova_users) {
			ret = iommu_map(buffer->domain, buffer->iova, buffer->phys, PAGE_SIZE, IOMMU_READ | IOMMU_WRITE, GFP_KERNEL);
			if (ret)
				return ret;
		}
		buffer->iova_users++;
		result->address = buffer->iova;
		return 0;
	case ADDRESS_PFN:
		result->address = PHYS_PFN(buffer->phys);
		return 0;
	case ADDRESS_FABRIC:
		result->address = buffer->fabric;
		return 0;
	case ADDRESS_DMA:
		result->address = dma_map_phys(attachment->dev, buffer->phys, PAGE_SIZE, DMA_BIDIRECTIONAL, 0);
		return dma_mapping_error(attachment->dev, result->address);
	}
	return -EINVAL;
}

static void private_unmap(struct dma_buf_attachment *attachment, const struct typed_address *address)
{
	struct private_buffer *buffer = attachment->dmabuf->priv;

	if (address->kind == ADDRESS_DMA)
		dma_unmap_phys(attachment->dev, address->address, PAGE_SIZE, DMA_BIDIRECTIONAL, 0);
	if (address->kind == ADDRESS_IOVA && --buffer->iova_users == 0)
		iommu_unmap(buffer->domain, buffer->iova, PAGE_SIZE);
}

static void private_release(struct dma_buf *dmabuf)
{
}

/* Private first: it is chosen wherever both sides know it. */
static const struct address_flavour offers[] = {
	{ .kind = ADDRESS_FABRIC },
	{ .kind = ADDRESS_IOVA },
	{ .kind = ADDRESS_PFN },
	{ .kind = ADDRESS_DMA },
};

static const struct typed_exporter_ops private_ops = {
	.ops = { TYPED_EXPORTER_OPS, .release = private_release },
	.offers = offers,
	.offer_count = ARRAY_SIZE(offers),
	.map_typed = private_map,
	.unmap_typed = private_unmap,
};

int private_buffer_create(struct private_buffer *buffer, struct iommu_domain *domain)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	buffer->phys = __kapi_range("phys", PAGE_SIZE);
	buffer->fabric = __kapi_range("fabric", PAGE_SIZE);
	buffer->domain = domain;
	if (domain)
		buffer->iova = __kapi_range(domain->space, PAGE_SIZE);
	exp_info.ops = &private_ops.ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = buffer;
	buffer->dmabuf = dma_buf_export(&exp_info);
	return PTR_ERR_OR_ZERO(buffer->dmabuf);
}

void private_buffer_revoke(struct private_buffer *buffer, bool wait)
{
	struct dma_resv *resv = buffer->dmabuf->resv;

	dma_resv_lock(resv, NULL);
	buffer->revoked = true;
	dma_buf_move_notify(buffer->dmabuf);
	if (wait)
		dma_resv_wait_timeout(resv, DMA_RESV_USAGE_BOOKKEEP, false, MAX_SCHEDULE_TIMEOUT);
	if (buffer->iova_users) {
		iommu_unmap(buffer->domain, buffer->iova, PAGE_SIZE);
		buffer->iova_users = 0;
	}
	__kapi_renew(buffer->phys);
	dma_resv_unlock(resv);
}

/**
 * flow: annotation-ignored
 * title: The address says whose it is, and nobody reads it
 * claims: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 *         <20250123135946.GQ5556@nvidia.com>
 * rows: M21 M22
 * expect: violation wrong-space
 * mended: annotation-heeded
 *
 * The importer has two engines: one does DMA for its card, one works in a domain that it shares with the exporter. It can use
 * an address of either kind, and hands whatever it gets to the first. An annotation helps only those who look at it.
 */
#include <kapi/device.h>
#include <kapi/private-exporter.h>
#include <linux/dma-resv.h>

#ifndef LOOKS_AT_KIND
#define LOOKS_AT_KIND 0
#endif

static struct iommu_domain shared = { .space = "iova:shared" }, card_domain;
static struct device card = { .init_name = "card" }, engine = { .init_name = "engine" };
static struct private_buffer buffer;
static struct typed_attachment typed;

static void importer_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops importer_ops = { .allow_peer2peer = true, .move_notify = importer_notify };

void setup(void)
{
	device_use_iommu(&card, &card_domain, "iova:card");
	BUG_ON(iommu_attach_device(&shared, &engine));
	private_buffer_create(&buffer, &shared);
}

__actor void importer(void)
{
	const struct address_flavour either[] = { { ADDRESS_DMA, &card }, { ADDRESS_IOVA, &shared } };
	struct typed_address address;
	struct device *user = &card;

	BUG_ON(dma_buf_attach_typed(&typed, buffer.dmabuf, &card, &importer_ops, NULL, either, ARRAY_SIZE(either)));
	dma_resv_lock(buffer.dmabuf->resv, NULL);
	BUG_ON(dma_buf_map_typed(&typed, &address));
	if (LOOKS_AT_KIND && typed_address_is(&address, ADDRESS_IOVA, &shared))
		user = &engine;
	device_dma(user, address.address, 4, true);
	dma_buf_unmap_typed(&typed, &address);
	dma_resv_unlock(buffer.dmabuf->resv);
}

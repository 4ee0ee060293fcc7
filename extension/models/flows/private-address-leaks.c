/**
 * flow: private-address-leaks
 * title: An address of a shared domain is put where a DMA address belongs
 * claims: <20250123135946.GQ5556@nvidia.com>
 *         <20250116053348.GA24046@lst.de>
 *         <20250115093234.GB6805@lst.de>
 * says: <20250123135946.GQ5556@nvidia.com> private RDMA explode
 * rows: M18
 * expect: violation wrong-space
 * case: F-08C
 * mended: private-address-generic
 *
 * The importer is an RDMA driver that knows of nothing: it takes the number for one of its card. In the card's own domain
 * something else is there, or nothing.
 */
#include <kapi/device.h>
#include <kapi/private-exporter.h>
#include <linux/dma-resv.h>

#ifndef ASKS_FOR_KIND
#define ASKS_FOR_KIND 0
#endif

static struct iommu_domain shared = { .space = "iova:shared" }, nic_domain;
static struct device nic = { .init_name = "nic" };
static struct private_buffer buffer;
static struct typed_attachment typed;

static void nic_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_notify };

void setup(void)
{
	device_use_iommu(&nic, &nic_domain, "iova:nic");
	private_buffer_create(&buffer, &shared);
}

__actor void rdma(void)
{
	/* Without kinds there is one list, and whatever the exporter puts into it is used. */
	const struct address_flavour any[] = { { ADDRESS_IOVA, &shared } }, dma[] = { { ADDRESS_DMA, &nic } };
	struct typed_address address;
	int ret;

	ret = dma_buf_attach_typed(&typed, buffer.dmabuf, &nic, &nic_ops, NULL, ASKS_FOR_KIND ? dma : any, 1);
	if (ret)
		return;
	dma_resv_lock(buffer.dmabuf->resv, NULL);
	ret = dma_buf_map_typed(&typed, &address);
	if (!ret) {
		device_dma(&nic, address.address, 4, true);
		dma_buf_unmap_typed(&typed, &address);
	}
	dma_resv_unlock(buffer.dmabuf->resv);
}

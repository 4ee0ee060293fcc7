/**
 * flow: private-nothing-in-common
 * title: A generic exporter and an importer that only takes frames can't attach
 * claims: <20250122143744.GF5556@nvidia.com>
 *         <827315b0-23b6-4a39-88eb-34e756298d67@amd.com>
 * rows: M18 M22
 * expect: pass
 *
 * The heap offers DMA addresses. iommufd, which maps itself, asks for frames: nothing in common, -EINVAL, and no address of the
 * wrong kind ever exists. The other way round, an importer of DMA addresses attaches to the heap as ever.
 */
#include <kapi/device.h>
#include <kapi/heap.h>
#include <kapi/typed-address.h>
#include <linux/dma-resv.h>

static struct device nic = { .init_name = "nic" };
static struct iommu_domain nic_domain;
static struct dma_buf *buf;

static void notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops attach_ops = { .move_notify = notify };

void setup(void)
{
	device_use_iommu(&nic, &nic_domain, "iova:nic");
	buf = system_heap_allocate(1);
}

__actor void iommufd(void)
{
	const struct address_flavour frames[] = { { ADDRESS_PFN, NULL } };
	struct typed_attachment typed;

	__kapi_rule(dma_buf_attach_typed(&typed, buf, &nic, &attach_ops, NULL, frames, 1) == -EINVAL, "wrong-kind",
		    "an importer of frames attached to an exporter that has none");
}

__actor void rdma(void)
{
	const struct address_flavour addresses[] = { { ADDRESS_DMA, &nic } };
	struct typed_attachment typed;
	struct typed_address address;

	BUG_ON(dma_buf_attach_typed(&typed, buf, &nic, &attach_ops, NULL, addresses, 1));
	dma_resv_lock(buf->resv, NULL);
	BUG_ON(dma_buf_map_typed(&typed, &address));
	device_dma(&nic, address.address, 4, true);
	dma_buf_unmap_typed(&typed, &address);
	dma_resv_unlock(buf->resv);
	dma_buf_detach(buf, typed.attachment);
}

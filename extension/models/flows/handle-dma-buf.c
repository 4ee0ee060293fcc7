/**
 * flow: handle-dma-buf
 * title: A dma-buf is the handle for everybody
 * claims: <20250115170942.GT5556@nvidia.com>
 *         <6f7a14aa-f607-45f9-9e15-759e26079dec@amd.com>
 * rows: M39
 * expect: pass
 *
 * The other design, on the same memory: KVM and the network card import one object, and taking it back tells both.
 */
#include <kapi/device.h>
#include <kapi/private-exporter.h>
#include <kapi/translation.h>
#include <linux/dma-resv.h>

static struct private_buffer buffer;
static DEFINE_TRANSLATION(guest, "phys");
static struct device nic = { .init_name = "nic" }, kvm = { .init_name = "kvm" };
static struct iommu_domain nic_domain;
static struct typed_attachment typed[2];

static void notify(struct dma_buf_attachment *attachment)
{
	if (attachment == typed[0].attachment)
		translation_clear(&guest, 0);
}

static const struct dma_buf_attach_ops attach_ops = { .allow_peer2peer = true, .move_notify = notify };

void setup(void)
{
	const struct address_flavour frames[] = { { ADDRESS_PFN, NULL } }, addresses[] = { { ADDRESS_DMA, &nic } };

	device_use_iommu(&nic, &nic_domain, "iova:nic");
	private_buffer_create(&buffer, NULL);
	__kapi_count("objects that stand for the memory", 1);
	BUG_ON(dma_buf_attach_typed(&typed[0], buffer.dmabuf, &kvm, &attach_ops, NULL, frames, 1));
	BUG_ON(dma_buf_attach_typed(&typed[1], buffer.dmabuf, &nic, &attach_ops, NULL, addresses, 1));
	__kapi_count("calls to get at it", 2);
}

__actor void vm(void)
{
	struct typed_address address;

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	if (!dma_buf_map_typed(&typed[0], &address))
		translation_set(&guest, 0, address.address);
	dma_resv_unlock(buffer.dmabuf->resv);
	__kapi_count("calls to get at it", 1);
	translation_access(&guest, 0, true);
}

__actor void network_card(void)
{
	struct typed_address address;

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	if (!dma_buf_map_typed(&typed[1], &address)) {
		__kapi_count("calls to get at it", 1);
		device_dma(&nic, address.address, 4, true);
		dma_buf_unmap_typed(&typed[1], &address);
	}
	dma_resv_unlock(buffer.dmabuf->resv);
}

__actor void owner(void)
{
	private_buffer_revoke(&buffer, true);
}

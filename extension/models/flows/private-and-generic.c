/**
 * flow: private-and-generic
 * title: Two importers keep the private way while a third, which does not cooperate, gets the generic one
 * claims: <827315b0-23b6-4a39-88eb-34e756298d67@amd.com>
 *         <20250122143744.GF5556@nvidia.com>
 * says: <20250122143744.GF5556@nvidia.com> negotiation generic flavour
 * rows: M16 M18 M22
 * expect: pass
 *
 * The negotiation is per attachment. Two engines share the exporter's domain and one mapping in it; the network card has its own
 * address. Taking the memory back ends all three.
 */
#include <kapi/device.h>
#include <kapi/private-exporter.h>
#include <linux/dma-resv.h>

static struct iommu_domain shared = { .space = "iova:shared" }, nic_domain;
static struct device engine[2] = { { .init_name = "engine0" }, { .init_name = "engine1" } };
static struct device nic = { .init_name = "nic" };
static struct private_buffer buffer;
static struct typed_attachment typed[3];
static struct typed_address nic_address;
static bool nic_mapped;

static void notify(struct dma_buf_attachment *attachment)
{
	if (attachment == typed[2].attachment && nic_mapped) {
		dma_buf_unmap_typed(&typed[2], &nic_address);
		nic_mapped = false;
	}
}

static const struct dma_buf_attach_ops attach_ops = { .allow_peer2peer = true, .move_notify = notify };

void setup(void)
{
	const struct address_flavour in_the_know[] = { { ADDRESS_IOVA, &shared }, { ADDRESS_DMA, NULL } };
	const struct address_flavour generic[] = { { ADDRESS_DMA, &nic } };
	int i;

	device_use_iommu(&nic, &nic_domain, "iova:nic");
	private_buffer_create(&buffer, &shared);
	for (i = 0; i < 2; i++) {
		BUG_ON(iommu_attach_device(&shared, &engine[i]));
		BUG_ON(dma_buf_attach_typed(&typed[i], buffer.dmabuf, &engine[i], &attach_ops, NULL, in_the_know, 2));
	}
	BUG_ON(dma_buf_attach_typed(&typed[2], buffer.dmabuf, &nic, &attach_ops, NULL, generic, 1));
	__kapi_rule(typed[0].agreed.kind == ADDRESS_IOVA && typed[2].agreed.kind == ADDRESS_DMA, "wrong-kind",
		    "the negotiation gave an importer the other one's flavour");
}

static void use(unsigned int n, struct device *dev, struct typed_address *address)
{
	dma_resv_lock(buffer.dmabuf->resv, NULL);
	if (!dma_buf_map_typed(&typed[n], address)) {
		nic_mapped |= n == 2;
		device_dma(dev, address->address, 4, true);
	}
	dma_resv_unlock(buffer.dmabuf->resv);
}

__actor void engines(void)
{
	struct typed_address address;

	use(0, &engine[0], &address);
	use(1, &engine[1], &address);
}

__actor void network_card(void)
{
	use(2, &nic, &nic_address);
}

__actor void exporter(void)
{
	private_buffer_revoke(&buffer, true);
}

/**
 * flow: contract-address-kinds
 * title: An importer of each kind agrees on an address, uses it, and sees it taken away
 * rows: M16 M21 M22
 * expect: pass
 * may-fail: iommu_map
 *
 * The contract of proposals/typed-address.c and proposals/private-exporter.c: both sides agree on the first offer that the importer knows and
 * whose owner is the same, or on nothing; an address is made under the reservation lock, undone once, and not made any more when the
 * memory was taken away, of which importers are told before it goes. Data races are looked for.
 */
#include <kapi/device.h>
#include <kapi/job.h>
#include <kapi/kernel.h>
#include <kapi/private-exporter.h>

static struct iommu_domain shared = { .space = "iova:shared" };
static struct iommu_domain elsewhere = { .space = "iova:elsewhere" };
static struct device engine = { .init_name = "engine" };
static struct device nic = { .init_name = "nic" };
static struct iommu_domain nic_domain;
static struct private_buffer buffer;
static struct typed_attachment shares, maps;
static struct typed_address mapped;
static bool is_mapped;
static int told;

static void share_notify(struct dma_buf_attachment *attachment)
{
	told++;
}

static void map_notify(struct dma_buf_attachment *attachment)
{
	if (is_mapped)
		dma_buf_unmap_typed(&maps, &mapped);
	is_mapped = false;
}

static const struct dma_buf_attach_ops share_ops = { .allow_peer2peer = true, .move_notify = share_notify };
static const struct dma_buf_attach_ops map_ops = { .allow_peer2peer = true, .move_notify = map_notify };

void setup(void)
{
	const struct address_flavour either[] = { { ADDRESS_DMA, NULL }, { ADDRESS_IOVA, &shared } };
	const struct address_flavour device[] = { { ADDRESS_DMA, &nic } };

	__kapi_check_data_races();
	BUG_ON(iommu_attach_device(&shared, &engine));
	device_use_iommu(&nic, &nic_domain, "iova:nic");
	BUG_ON(private_buffer_create(&buffer, &shared));
	BUG_ON(dma_buf_attach_typed(&shares, buffer.dmabuf, &engine, &share_ops, NULL, either, 2));
	BUG_ON(dma_buf_attach_typed(&maps, buffer.dmabuf, &nic, &map_ops, NULL, device, 1));
	/* The exporter's order counts, not the importer's. */
	BUG_ON(shares.agreed.kind != ADDRESS_IOVA || shares.agreed.of != &shared || maps.agreed.kind != ADDRESS_DMA);
}

__actor void importer(void)
{
	struct typed_address address;
	int i;

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	for (i = 0; i < 2; i++) {
		if (dma_buf_map_typed(&shares, &address) == 0) {
			BUG_ON(!typed_address_is(&address, ADDRESS_IOVA, &shared) || typed_address_is(&address, ADDRESS_IOVA, &elsewhere));
			device_dma(&engine, address.address, 4, true);
			dma_buf_unmap_typed(&shares, &address);
			BUG_ON(iommu_iova_to_phys(&shared, address.address));
		}
	}
	dma_resv_unlock(buffer.dmabuf->resv);
}

__actor void network_card(void)
{
	dma_resv_lock(buffer.dmabuf->resv, NULL);
	is_mapped = dma_buf_map_typed(&maps, &mapped) == 0;
	if (is_mapped)
		device_dma(&nic, mapped.address, 4, true);
	dma_resv_unlock(buffer.dmabuf->resv);
}

__actor void exporter(void)
{
	private_buffer_revoke(&buffer, true);
}

void finally(void)
{
	const struct address_flavour fabric[] = { { ADDRESS_FABRIC, &engine } };
	struct typed_attachment late;
	struct typed_address address;

	BUG_ON(told != 1);
	dma_resv_lock(buffer.dmabuf->resv, NULL);
	BUG_ON(dma_buf_map_typed(&shares, &address) != -ENODEV);
	dma_resv_unlock(buffer.dmabuf->resv);
	dma_buf_detach(buffer.dmabuf, shares.attachment);
	dma_buf_detach(buffer.dmabuf, maps.attachment);
	BUG_ON(dma_buf_attach_typed(&late, buffer.dmabuf, &engine, &share_ops, NULL, fabric, 0) != -EINVAL);
	dma_buf_put(buffer.dmabuf);
	device_check_idle(&nic);
	buffer.dmabuf = NULL;
	__kapi_check_leaks();
}

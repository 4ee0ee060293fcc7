/**
 * flow: private-pfn
 * title: The exporter passes a frame, the importer maps it and unmaps it when told
 * claims: <20250122143744.GF5556@nvidia.com>
 *         <827315b0-23b6-4a39-88eb-34e756298d67@amd.com>
 *         <20250110205454.GM5556@nvidia.com>
 * says: <20250122143744.GF5556@nvidia.com> PFN importer iommu_map pass
 * rows: M17
 * expect: pass
 *
 * Variant B of the escape hatch, as iommufd would use it: the lookup and the mapping are one critical section, and so are the
 * notification and the unmapping.
 */
#include <kapi/device.h>
#include <kapi/private-exporter.h>
#include <linux/dma-resv.h>

#ifndef UNMAPS_WHEN_TOLD
#define UNMAPS_WHEN_TOLD 1
#endif
#define IOVA 0x10000

static struct iommu_domain guest;
static struct device assigned = { .init_name = "assigned" };
/* Stands for no hardware; attaching wants a device (iommufd_global_device()). */
static struct device iommufd_device = { .init_name = "iommufd" };
static struct private_buffer buffer;
static struct typed_attachment typed;

static void iommufd_notify(struct dma_buf_attachment *attachment)
{
	dma_resv_assert_held(attachment->dmabuf->resv);
	if (UNMAPS_WHEN_TOLD)
		iommu_unmap(&guest, IOVA, PAGE_SIZE);
}

static const struct dma_buf_attach_ops iommufd_ops = { .allow_peer2peer = true, .move_notify = iommufd_notify };

void setup(void)
{
	const struct address_flavour accepts[] = { { ADDRESS_PFN, NULL } };

	BUG_ON(iommu_attach_device(&guest, &assigned));
	private_buffer_create(&buffer, NULL);
	BUG_ON(dma_buf_attach_typed(&typed, buffer.dmabuf, &iommufd_device, &iommufd_ops, NULL, accepts, 1));
}

__actor void iommufd(void)
{
	struct typed_address address;

	dma_resv_lock(buffer.dmabuf->resv, NULL);
	if (!dma_buf_map_typed(&typed, &address))
		iommu_map(&guest, IOVA, PFN_PHYS(address.address), PAGE_SIZE, IOMMU_READ | IOMMU_WRITE, GFP_KERNEL);
	dma_resv_unlock(buffer.dmabuf->resv);
	/* What the guest's device does meanwhile; without a mapping it faults, which is the guest's own affair. */
	if (iommu_iova_to_phys(&guest, IOVA))
		device_speculate(&assigned, IOVA, 4);
}

__actor void exporter(void)
{
	private_buffer_revoke(&buffer, false);
}

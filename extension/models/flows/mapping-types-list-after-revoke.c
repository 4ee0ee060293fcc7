/**
 * flow: mapping-types-list-after-revoke
 * title: A revoked BAR still gives its physical addresses
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         <0-v1-b5cab63049c0+191af-dmabuf_map_type_jgg@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M17 M27 M31
 * needs: vfio_pci_dma_pal_map_phys dma_buf_pal_map_phys
 * expect: violation stale-access
 * case: S-8d
 *
 * The function that this one replaces looked whether the buffer was revoked, map_phys() does not. An importer that maps after a reset
 * gets the addresses of before. Nobody has said so on the list.
 */
#include <kapi/device.h>
#include <linux/iommu.h>

#define LOCKED 1
#define iommufd negotiate
#undef __actor
#define __actor
#include "mapping-types-match-unlocked.c"
#undef iommufd
#undef __actor
#define __actor __attribute__((annotate("actor")))

static struct iommu_domain guest;
static struct device card = { .init_name = "card" };

__actor void import_into_domain(void)
{
	struct dma_buf_phys_list *list;

	negotiate();
	BUG_ON(iommu_attach_device(&guest, &card));
	dma_resv_lock(buf->resv, NULL);
	list = dma_buf_pal_map_phys(&attach);
	if (!IS_ERR(list)) {
		iommu_map(&guest, 0x10000, list->phys[0].paddr, list->phys[0].len, IOMMU_READ | IOMMU_WRITE, GFP_KERNEL);
		dma_buf_pal_unmap_phys(&attach, list);
	}
	dma_resv_unlock(buf->resv);
	if (iommu_iova_to_phys(&guest, 0x10000))
		device_dma(&card, 0x10000, 4, true);
}

/* drivers/vfio/pci/vfio_pci_config.c: the guest turns memory decoding off. */
__actor void vfio_reset(void)
{
	vfio_pci_zap_and_down_write_memory_lock(&vdev);
	vfio_pci_dma_buf_move(&vdev, true);
	pci_set_memory_decode(&assigned, false);
	up_write(&vdev.memory_lock);
}

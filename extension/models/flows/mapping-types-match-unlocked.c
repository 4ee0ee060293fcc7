/**
 * flow: mapping-types-match-unlocked
 * title: VFIO's match callback wants the lock that attaching does not take
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         <0-v2-b2c110338e3f+5c2-iommufd_dmabuf_jgg@nvidia.com>
 *         <0-v1-b5cab63049c0+191af-dmabuf_map_type_jgg@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * loose: drivers/dma-buf/dma-buf.c
 * rows: M22 M32
 * needs: vfio_pci_dma_buf_match_mapping vfio_pci_core_feature_dma_buf
 * expect: violation lock-not-held in vfio_pci_dma_buf_match_mapping
 * case: S-8
 *
 * Patch 3 calls match_mapping() before the attachment is on the list, without the reservation lock; patch 12 asserts the lock in
 * VFIO's callback. The call is written out here as patch 3 has it. Nobody has said so on the list.
 */
#include <kapi/device.h>
#include <linux/dma-buf.h>
#include <linux/dma-buf-mapping.h>
#include <linux/dma-resv.h>
#include <linux/pci-p2pdma.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>

#ifndef LOCKED
#define LOCKED 0
#endif

static struct pci_dev assigned = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device vdev = { .pdev = &assigned };
static const struct vfio_pci_device_ops vfio_ops = { .get_dmabuf_phys = vfio_pci_core_get_dmabuf_phys };
static struct dma_buf *buf;
static struct dma_buf_attachment attach;
static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range[1];
} request;

void setup(void)
{
	int fd;

	pci_add_bar(&assigned, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	BUG_ON(pcim_p2pdma_init(&assigned));
	vfio_register(&vdev.vdev, &assigned.dev);
	vdev.pci_ops = &vfio_ops;
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	request.head.region_index = VFIO_PCI_BAR0_REGION_INDEX;
	request.head.nr_ranges = 1;
	request.range[0].length = PAGE_SIZE;
	fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));
	BUG_ON(fd < 0);
	buf = dma_buf_get(fd);
	attach.dmabuf = buf;
}

__actor void iommufd(void)
{
	struct dma_buf_mapping_match accepts[] = { DMA_BUF_IMAPPING_PAL() };
	struct dma_buf_match_args args = { .dmabuf = buf, .attach = &attach, .imp_matches = accepts, .imp_len = 1 };

	if (LOCKED)
		dma_resv_lock(buf->resv, NULL);
	buf->ops->match_mapping(&args);
	if (LOCKED)
		dma_resv_unlock(buf->resv);
}

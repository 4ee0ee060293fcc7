/**
 * flow: vfio-v5-map-twice
 * title: The second mapping uses IO addresses that the first one gave back
 * series: <cover.1760368250.git.leon@kernel.org>
 * claims: <20251016235332.GA265079@nvidia.com>
 * rows: M11 M30
 * expect: violation dma-api
 *
 * The IO addresses are allocated when the importer attaches, and destroyed when it unmaps. An importer that maps again, as it
 * does after every move, links into addresses that somebody else may have by now.
 */
#include <kapi/device.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/pci-p2pdma.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>

static struct pci_dev gpu = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device vdev = { .pdev = &gpu };
static struct pci_dev nic = { .dev = { .init_name = "0000:02:00.0", .is_pci = true } };
static struct iommu_domain nic_domain;
static struct dma_buf *buf;

/* Later versions ask the driver for the ranges. */
#ifdef DRIVER_GIVES_RANGES
static const struct vfio_pci_device_ops vfio_ops = { .get_dmabuf_phys = vfio_pci_core_get_dmabuf_phys };
#endif

static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range[1];
} request;

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_move_notify };

void setup(void)
{
	int fd;

	pci_add_bar(&gpu, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	BUG_ON(pcim_p2pdma_init(&gpu));
	vfio_register(&vdev.vdev, &gpu.dev);
#ifdef DRIVER_GIVES_RANGES
	vdev.pci_ops = &vfio_ops;
#endif
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	request.head.region_index = VFIO_PCI_BAR0_REGION_INDEX;
	request.head.nr_ranges = 1;
	request.range[0].length = PAGE_SIZE;
	fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));
	BUG_ON(fd < 0);
	buf = dma_buf_get(fd);
}

__actor void importer(void)
{
	struct dma_buf_attachment *attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	struct sg_table *table;
	int round;

	BUG_ON(IS_ERR(attach));
	for (round = 0; round < 2; round++) {
		table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);
		BUG_ON(IS_ERR(table));
		device_dma(&nic.dev, sg_dma_address(table->sgl), 4, true);
		dma_buf_unmap_attachment_unlocked(attach, table, DMA_BIDIRECTIONAL);
	}
	dma_buf_detach(buf, attach);
}

void finally(void)
{
	device_check_idle(&nic.dev);
}

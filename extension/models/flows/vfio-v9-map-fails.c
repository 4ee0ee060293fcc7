/**
 * flow: vfio-v9-map-fails
 * title: No memory for the list: the IO addresses are never given back
 * series: <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * rows: M11
 * expect: violation iova-leak
 * fail: sg_alloc_table 1
 *
 * The IO addresses are allocated before the scatter list. When the list can't be allocated, the way out frees everything
 * else.
 */
#include <kapi/device.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/pci-p2pdma.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>

static struct pci_dev gpu = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device vdev = { .pdev = &gpu };
static const struct vfio_pci_device_ops vfio_ops = { .get_dmabuf_phys = vfio_pci_core_get_dmabuf_phys };
static struct pci_dev nic = { .dev = { .init_name = "0000:02:00.0", .is_pci = true } };
static struct iommu_domain nic_domain;
static struct dma_buf *buf;
static struct dma_buf_attachment *attach;

static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range[2];
} request;

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_move_notify };

void setup(void)
{
	int fd;

	pci_add_bar(&gpu, VFIO_PCI_BAR0_REGION_INDEX, 4 * PAGE_SIZE);
	BUG_ON(pcim_p2pdma_init(&gpu));
	vfio_register(&vdev.vdev, &gpu.dev);
	vdev.pci_ops = &vfio_ops;
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	request.head.region_index = VFIO_PCI_BAR0_REGION_INDEX;
	request.head.nr_ranges = 2;
	request.range[0].length = PAGE_SIZE;
	request.range[1].offset = 2 * PAGE_SIZE;
	request.range[1].length = PAGE_SIZE;
	fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));
	BUG_ON(fd < 0);
	buf = dma_buf_get(fd);
	attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	BUG_ON(IS_ERR(attach));
}

__actor void importer(void)
{
	struct sg_table *table = dma_buf_map_attachment_unlocked(attach, DMA_BIDIRECTIONAL);

	BUG_ON(!IS_ERR(table));
}

void finally(void)
{
	device_check_idle(&nic.dev);
}

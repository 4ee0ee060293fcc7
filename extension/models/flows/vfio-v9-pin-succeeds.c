/**
 * flow: vfio-v9-pin-succeeds
 * title: An exporter that can revoke lets itself be pinned
 * series: <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20260121134712.GZ961572@ziepe.ca>
 *         <20260112153503.GF745888@ziepe.ca>
 * rows: M29 M31
 * expect: violation stale-access
 *
 * The exporter has no pin operation, so pinning succeeds. The importer, which can't do without the memory for as long as its
 * region is registered, takes that as a promise. The device is reset all the same.
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
	struct vfio_region_dma_range range[1];
} request;

static void rdma_move_notify(struct dma_buf_attachment *attachment)
{
	/* A region that is registered for good can't be invalidated; the driver only warns. */
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = rdma_move_notify };

void setup(void)
{
	int fd;

	pci_add_bar(&gpu, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	BUG_ON(pcim_p2pdma_init(&gpu));
	vfio_register(&vdev.vdev, &gpu.dev);
	vdev.pci_ops = &vfio_ops;
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	request.head.region_index = VFIO_PCI_BAR0_REGION_INDEX;
	request.head.open_flags = O_CLOEXEC;
	request.head.nr_ranges = 1;
	request.range[0].length = PAGE_SIZE;
	fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));
	BUG_ON(fd < 0);
	buf = dma_buf_get(fd);
	attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	BUG_ON(IS_ERR(attach));
}

__actor void rdma(void)
{
	struct sg_table *table;

	dma_resv_lock(buf->resv, NULL);
	if (dma_buf_pin(attach)) {
		dma_resv_unlock(buf->resv);
		return;
	}
	table = dma_buf_map_attachment(attach, DMA_BIDIRECTIONAL);
	dma_resv_unlock(buf->resv);
	if (!IS_ERR(table))
		device_dma(&nic.dev, sg_dma_address(table->sgl), 4, true);
}

/* drivers/vfio/pci/vfio_pci_config.c: the guest turns memory decoding off. */
__actor void vfio_reset(void)
{
	vfio_pci_zap_and_down_write_memory_lock(&vdev);
	vfio_pci_dma_buf_move(&vdev, true);
	pci_set_memory_decode(&gpu, false);
	up_write(&vdev.memory_lock);
}

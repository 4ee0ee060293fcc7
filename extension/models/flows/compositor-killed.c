/**
 * flow: compositor-killed
 * title: A client takes its buffer away, and the compositor's context with it
 * series: <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20250114173103.GE5556@nvidia.com>
 *         <Z4Z4NKqVG2Vbv98Q@phenom.ffwll.local>
 * rows: M31
 * expect: violation lost-access
 *
 * The client shares a buffer that it can revoke, of a device assigned to it. The compositor imports it as any buffer that may
 * move: after a move it maps again. But this one is gone, mapping fails, the job fails, and the driver bans the context.
 */
#include <kapi/device.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/pci-p2pdma.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>

static struct pci_dev assigned = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device vdev = { .pdev = &assigned };
static const struct vfio_pci_device_ops vfio_ops = { .get_dmabuf_phys = vfio_pci_core_get_dmabuf_phys };
static struct pci_dev gpu = { .dev = { .init_name = "0000:02:00.0", .is_pci = true } };
static struct iommu_domain gpu_domain;
static struct dma_buf *buf;
static struct dma_buf_attachment *attach;
static struct sg_table *table;
static bool stale;

static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range[1];
} request;

static void gpu_move_notify(struct dma_buf_attachment *attachment)
{
	stale = true;
}

static const struct dma_buf_attach_ops gpu_ops = { .allow_peer2peer = true, .move_notify = gpu_move_notify };

void setup(void)
{
	int fd;

	pci_add_bar(&assigned, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	BUG_ON(pcim_p2pdma_init(&assigned));
	vfio_register(&vdev.vdev, &assigned.dev);
	vdev.pci_ops = &vfio_ops;
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	device_use_iommu(&gpu.dev, &gpu_domain, "iova:gpu");
	request.head.region_index = VFIO_PCI_BAR0_REGION_INDEX;
	request.head.open_flags = O_CLOEXEC;
	request.head.nr_ranges = 1;
	request.range[0].length = PAGE_SIZE;
	fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));
	BUG_ON(fd < 0);
	buf = dma_buf_get(fd);
	attach = dma_buf_dynamic_attach(buf, &gpu.dev, &gpu_ops, NULL);
	BUG_ON(IS_ERR(attach));
}

/* One frame: what a driver does to validate a job's buffers. */
static void frame(void)
{
	dma_resv_lock(buf->resv, NULL);
	if (stale && table) {
		dma_buf_unmap_attachment(attach, table, DMA_TO_DEVICE);
		table = NULL;
	}
	if (!table)
		table = dma_buf_map_attachment(attach, DMA_TO_DEVICE);
	stale = false;
	__kapi_rule(!IS_ERR(table), "lost-access",
		    "a job of the compositor fails because the buffer can't be mapped again, and its context is banned");
	dma_resv_unlock(buf->resv);
}

__actor void compositor(void)
{
	frame();
	frame();
}

/* The client closes its device. */
__actor void client(void)
{
	vfio_pci_dma_buf_cleanup(&vdev);
}

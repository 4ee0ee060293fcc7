/**
 * flow: vfio-v9-no-wait
 * title: The BAR is taken away while a job still writes to it
 * series: <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <bd37adf0-afd0-49c4-b608-7f9aa5994f7b@amd.com>
 * rows: M30 M31 M33
 * expect: violation stale-access
 *
 * The importer has stopped using its mapping as soon as it is told to, except for the job that is under way, for which the
 * reservation object holds a fence. The exporter tells it, and goes on without waiting for that fence.
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

#ifndef INVALIDATE
#define INVALIDATE move_notify
#endif

/* One job of the device, and the fence that says it is done. */
static struct sg_table *table;
static spinlock_t fence_lock;
static struct dma_fence job;
static struct completion submitted;

static const char *job_name(struct dma_fence *fence)
{
	return "nic";
}

static void job_release(struct dma_fence *fence)
{
}

static const struct dma_fence_ops job_ops = {
	.get_driver_name = job_name,
	.get_timeline_name = job_name,
	.release = job_release,
};

/* No further job uses the mapping; the one under way has its fence in the reservation object. */
static bool stopped;

static void nic_invalidate(struct dma_buf_attachment *attachment)
{
	stopped = true;
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .INVALIDATE = nic_invalidate };

void setup(void)
{
	int fd;

	pci_add_bar(&gpu, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	BUG_ON(pcim_p2pdma_init(&gpu));
	vfio_register(&vdev.vdev, &gpu.dev);
	vdev.pci_ops = &vfio_ops;
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	init_completion(&submitted);
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

/* The driver of the network card: map, submit, and unmap when the job is done. */
__actor void importer(void)
{
	dma_resv_lock(buf->resv, NULL);
	table = dma_buf_map_attachment(attach, DMA_BIDIRECTIONAL);
	if (IS_ERR(table) || dma_resv_reserve_fences(buf->resv, 1)) {
		dma_resv_unlock(buf->resv);
		return;
	}
	dma_fence_init(&job, &job_ops, &fence_lock, 1, 1);
	dma_resv_add_fence(buf->resv, &job, DMA_RESV_USAGE_BOOKKEEP);
	dma_resv_unlock(buf->resv);
	complete_all(&submitted);

	dma_fence_wait(&job, false);
	dma_resv_lock(buf->resv, NULL);
	dma_buf_unmap_attachment(attach, table, DMA_BIDIRECTIONAL);
	dma_resv_unlock(buf->resv);
}

/* The card itself. */
__actor void hardware(void)
{
	dma_addr_t address;

	wait_for_completion(&submitted);
	address = sg_dma_address(table->sgl);
	device_dma(&nic.dev, address, 4, true);
	dma_fence_signal(&job);
#ifdef READS_AHEAD
	device_speculate(&nic.dev, address, 4);
#endif
}

/* drivers/vfio/pci/vfio_pci_config.c: the guest turns memory decoding off while the job runs. */
__actor void vfio_reset(void)
{
	wait_for_completion(&submitted);
	vfio_pci_zap_and_down_write_memory_lock(&vdev);
	vfio_pci_dma_buf_move(&vdev, true);
	pci_set_memory_decode(&gpu, false);
	up_write(&vdev.memory_lock);
}

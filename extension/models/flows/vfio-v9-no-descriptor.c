/**
 * flow: vfio-v9-no-descriptor
 * title: No descriptor is left: the private data is freed twice
 * series: <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * rows: M31
 * expect: violation use-after-free
 * fail: get_unused_fd_flags 1
 *
 * When dma_buf_fd() fails, the export drops the buffer, whose release frees the private data, and then goes on to free the
 * same data in the labels that are meant for failures before the buffer existed.
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

static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range[1];
} request;

void setup(void)
{
	pci_add_bar(&gpu, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	BUG_ON(pcim_p2pdma_init(&gpu));
	vfio_register(&vdev.vdev, &gpu.dev);
	vdev.pci_ops = &vfio_ops;
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	request.head.region_index = VFIO_PCI_BAR0_REGION_INDEX;
	request.head.open_flags = O_CLOEXEC;
	request.head.nr_ranges = 1;
	request.range[0].length = PAGE_SIZE;
}

__actor void user(void)
{
	int fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));

	BUG_ON(fd >= 0);
}

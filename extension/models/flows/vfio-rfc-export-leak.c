/**
 * flow: vfio-rfc-export-leak
 * title: Releasing the exported buffer forgets the list of ranges
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M01
 * expect: violation memory-leak
 *
 * The first form of the VFIO exporter keeps the ranges that user space asked for beside its private data. The release
 * frees the private data only.
 */
#include <linux/dma-buf.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>

static struct pci_dev gpu = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device vdev = { .pdev = &gpu };

static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range;
} request;

void setup(void)
{
	pci_add_bar(&gpu, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	vfio_register(&vdev.vdev, &gpu.dev);
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	request.head.nr_ranges = 1;
	request.range.length = PAGE_SIZE;
}

__actor void user(void)
{
	int fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));

	BUG_ON(fd < 0);
	close_fd(fd);
}

void finally(void)
{
	__kapi_check_leaks();
}

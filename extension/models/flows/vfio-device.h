/* SPDX-License-Identifier: MIT */
/*
 * A PCI function with one BAR in the hands of user space, a network card behind an IOMMU, and the buffer that the first
 * exports. BAR_PAGES and RANGES say how large the BAR is and of how many ranges the buffer is made; each range is one page,
 * and every other page of the BAR is in one.
 */
#include <kapi/device.h>
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/pci-p2pdma.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>

#ifndef BAR_PAGES
#define BAR_PAGES 1
#endif
#ifndef RANGES
#define RANGES 1
#endif

static struct pci_dev gpu = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device *vdev;
static struct pci_dev nic = { .dev = { .init_name = "0000:02:00.0", .is_pci = true } };
static struct iommu_domain nic_domain;
static struct dma_buf *buf;

static const struct vfio_device_ops vfio_device_ops = {
	.ioctl = vfio_pci_core_ioctl,
	.mmap = vfio_pci_core_mmap,
	.close_device = vfio_pci_core_close_device,
};

/* From revision 6 of the exporter on, the driver of the device says where the ranges are. */
#ifdef KAPI_HAS_vfio_pci_core_get_dmabuf_phys
static const struct vfio_pci_device_ops vfio_ops = { .get_dmabuf_phys = vfio_pci_core_get_dmabuf_phys };
#endif

static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range[RANGES];
} request;

/* For setup(): the device is bound to its driver and opened. */
static void vfio_open(void)
{
	int i;

	vdev = kzalloc(sizeof(*vdev), GFP_KERNEL);
	BUG_ON(!vdev);
	pci_add_bar(&gpu, VFIO_PCI_BAR0_REGION_INDEX, BAR_PAGES * PAGE_SIZE);
	vfio_register(&vdev->vdev, &gpu.dev);
	vdev->vdev.ops = &vfio_device_ops;
	BUG_ON(vfio_pci_core_init_dev(&vdev->vdev));
#ifndef SET_UP_AS_POSTED
	/* Revision 5 returns from there too early: vfio-v5-early-return. */
	if (!vdev->dmabufs.next) {
		INIT_LIST_HEAD(&vdev->dmabufs);
		init_rwsem(&vdev->memory_lock);
	}
#endif
#ifdef KAPI_HAS_vfio_pci_core_get_dmabuf_phys
	vdev->pci_ops = &vfio_ops;
#endif
	request.head.open_flags = O_RDWR | O_CLOEXEC;
	request.head.nr_ranges = RANGES;
	for (i = 0; i < RANGES; i++) {
		request.range[i].offset = 2 * i * PAGE_SIZE;
		request.range[i].length = PAGE_SIZE;
	}
}

/* VFIO_DEVICE_FEATURE with what `request` asks for; a descriptor, or an error. */
static int vfio_export(void)
{
	return vfio_pci_core_ioctl_feature(&vdev->vdev, VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF, &request,
					   sizeof(request));
}

/* For setup(): all of the above, with the buffer in `buf`. */
static void vfio_share(void)
{
	int fd;

	vfio_open();
	device_use_iommu(&nic.dev, &nic_domain, "iova:nic");
	fd = vfio_export();
	BUG_ON(fd < 0);
	buf = dma_buf_get(fd);
	BUG_ON(IS_ERR(buf));
}

/**
 * flow: kvm-slot-smaller
 * title: A slot that shows a part of the BAR can't be bound
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c0b160f8-2930-4158-9e50-b4cc4209e2ca@amd.com>
 *         <afs/Jamxnj6GGFfM@nvidia.com>
 * rows: M37
 * expect: violation bug in setup
 *
 * The BAR has the MSI-X table in its middle, which the VMM emulates, so the guest sees two slots around it. The buffer
 * is the whole BAR, the first slot ends before the table; binding demands that both have one size.
 */
#include <linux/dma-buf.h>
#include <linux/kvm_host.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>
#include <virt/kvm/kvm_mm.h>

static struct pci_dev pdev = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device vdev = { .pdev = &pdev };
static struct kvm kvm;
/* Pages 0-2 and 7; the table is in 3-6. */
static struct kvm_memory_slot before = { .npages = 3 };
static struct kvm_memory_slot after = { .base_gfn = 7, .npages = 1 };

static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range;
} request;

void setup(void)
{
	int fd;

	pci_add_bar(&pdev, VFIO_PCI_BAR0_REGION_INDEX, 8 * PAGE_SIZE);
	vfio_register(&vdev.vdev, &pdev.dev);
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	kvm_init(&kvm);
	vdev.vdev.kvm = &kvm;
	vdev.vdev.is_private = true;
	request.head.nr_ranges = 1;
	request.range.length = 8 * PAGE_SIZE;
	fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));
	BUG_ON(fd < 0);
	BUG_ON(kvm_vfio_dmabuf_bind(&kvm, &before, fd));
	BUG_ON(kvm_vfio_dmabuf_bind(&kvm, &after, fd));
}

__actor void vcpu(void)
{
	kvm_guest_access(&kvm, 7, true);
}

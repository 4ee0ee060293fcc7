/**
 * flow: kvm-vfio-no-retry
 * title: The same importer without its invalidate sequence keeps a frame that is gone
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c10ae58f-280c-4131-802f-d7f62595d013@amd.com>
 *         <0d77dc64-df9c-457b-af3b-ecfa49dac7b4@amd.com>
 * rows: M01 M02 M26
 * expect: violation stale-access
 *
 * VFIO's exporter and KVM's binding as posted, in the hands of an importer that has no way to start a fault again: what
 * the unlocked look-up means for everybody who isn't KVM.
 */
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>
#include <linux/kvm_host.h>
#include <linux/vfio_pci_core.h>
#include <drivers/vfio/pci/vfio_pci_priv.h>
#include <virt/kvm/kvm_mm.h>

static struct pci_dev pdev = { .dev = { .init_name = "0000:01:00.0" } };
static struct vfio_pci_core_device vdev = { .pdev = &pdev };
static struct kvm kvm;
static struct kvm_memory_slot slot = { .npages = 1 };
static int fd;

static struct {
	struct vfio_device_feature_dma_buf head;
	struct vfio_region_dma_range range;
} request;

void setup(void)
{
	pci_add_bar(&pdev, VFIO_PCI_BAR0_REGION_INDEX, PAGE_SIZE);
	vfio_register(&vdev.vdev, &pdev.dev);
	init_rwsem(&vdev.memory_lock);
	INIT_LIST_HEAD(&vdev.dmabufs);
	kvm_init(&kvm);
	vdev.vdev.kvm = &kvm;
	vdev.vdev.is_private = true;
	request.head.open_flags = O_CLOEXEC;
	request.head.nr_ranges = 1;
	request.range.length = PAGE_SIZE;
	fd = vfio_pci_core_feature_dma_buf(&vdev, VFIO_DEVICE_FEATURE_GET, &request.head, sizeof(request));
	BUG_ON(fd < 0);
	BUG_ON(kvm_vfio_dmabuf_bind(&kvm, &slot, fd));
}

/* A fault path that trusts the look-up: no sequence is taken before it, none compared after it. */
static int page_fault(gfn_t gfn)
{
	kvm_pfn_t pfn;
	int max_order, ret;

	ret = kvm_vfio_dmabuf_get_pfn(&kvm, &slot, gfn, &pfn, &max_order);
	if (ret)
		return ret;
	KVM_MMU_LOCK(&kvm);
	kvm_set_spte(&kvm, gfn, pfn);
	KVM_MMU_UNLOCK(&kvm);
	return 0;
}

__actor void vcpu(void)
{
	if (page_fault(0) == 0)
		kvm_guest_access(&kvm, 0, true);
}

/* drivers/vfio/pci/vfio_pci_config.c: a write to the command register, twice. */
__actor void config_write(void)
{
	vfio_pci_zap_and_down_write_memory_lock(&vdev);
	vfio_pci_dma_buf_move(&vdev, true);
	pci_set_memory_decode(&pdev, false);
	up_write(&vdev.memory_lock);

	down_write(&vdev.memory_lock);
	pci_set_memory_decode(&pdev, true);
	if (__vfio_pci_memory_enabled(&vdev))
		vfio_pci_dma_buf_move(&vdev, false);
	up_write(&vdev.memory_lock);
}

void finally(void)
{
	kvm_vfio_dmabuf_unbind(&slot);
	close_fd(fd);
}

/**
 * flow: kvm-slot-of-slice
 * title: A buffer for each slot: the table stays out of both
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c0b160f8-2930-4158-9e50-b4cc4209e2ca@amd.com>
 *         <afs/Jamxnj6GGFfM@nvidia.com>
 *         <20260511235617.GG1116784@nvidia.com>
 * rows: M37
 * expect: pass
 *
 * The mended form of kvm-slot-smaller from outside: the VMM exports one buffer for each part of the BAR that the guest sees.
 * What is bound is what the slot shows.
 */
#define BAR_PAGES 8
#define SLOT_PAGES 3
#include "kvm-guest.h"

static struct kvm_memory_slot behind = { .base_gfn = 7, .npages = 1, .flags = KVM_MEM_VFIO_DMABUF };
static int fd_behind;

void setup(void)
{
	guest_open();
	request.range[0].length = 3 * PAGE_SIZE;
	fd = vfio_export();
	request.range[0].offset = 7 * PAGE_SIZE;
	request.range[0].length = PAGE_SIZE;
	fd_behind = vfio_export();
	BUG_ON(fd < 0 || fd_behind < 0);
}

__actor void vmm(void)
{
	struct kvm_page_fault fault = { .gfn = 7, .slot = &behind };

	BUG_ON(kvm_vfio_dmabuf_bind(&kvm, &slot, fd));
	BUG_ON(kvm_vfio_dmabuf_bind(&kvm, &behind, fd_behind));
	BUG_ON(!guest_touch(2));
	BUG_ON(kvm_tdp_page_fault(&vcpu, &fault) != RET_PF_FIXED);
	BUG_ON(!kvm_guest_access(&kvm, 7, true));
}

void finally(void)
{
	guest_stop();
	kvm_vfio_dmabuf_unbind(&behind);
	close_fd(fd_behind);
}

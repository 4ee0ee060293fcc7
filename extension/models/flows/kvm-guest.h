/* SPDX-License-Identifier: MIT */
/*
 * A virtual machine that has a device's BAR as memory, through the buffer that VFIO exports and KVM binds. FIRST_PAGE and
 * SLOT_PAGES say which part of the guest's memory the slot is; the buffer is the BAR from its first page on.
 */
#include <linux/kvm_host.h>
#include "vfio-device.h"
#include <virt/kvm/kvm_mm.h>

#ifndef FIRST_PAGE
#define FIRST_PAGE 0
#endif
#ifndef SLOT_PAGES
#define SLOT_PAGES 1
#endif

static struct kvm kvm;
static struct kvm_vcpu vcpu = { .kvm = &kvm };
static struct kvm_memory_slot slot = { .base_gfn = FIRST_PAGE, .npages = SLOT_PAGES };
static int fd;

/* The device is bound to this virtual machine, as a private one. */
static void guest_open(void)
{
	vfio_open();
	kvm_init(&kvm);
	vdev->vdev.kvm = &kvm;
	vdev->vdev.is_private = true;
	slot.flags = KVM_MEM_VFIO_DMABUF;
}

/* For setup(). */
static void guest_start(void)
{
	guest_open();
	fd = vfio_export();
	BUG_ON(fd < 0);
	BUG_ON(kvm_vfio_dmabuf_bind(&kvm, &slot, fd));
}

/* The guest touches a page; false where user space is told of it instead. */
static bool guest_touch(gfn_t gfn)
{
	struct kvm_page_fault fault = { .gfn = gfn, .slot = &slot };

	if (kvm_guest_access(&kvm, gfn, true))
		return true;
	return kvm_tdp_page_fault(&vcpu, &fault) == RET_PF_FIXED && kvm_guest_access(&kvm, gfn, true);
}

/* For finally(). */
static void guest_stop(void)
{
	kvm_vfio_dmabuf_unbind(&slot);
	close_fd(fd);
}

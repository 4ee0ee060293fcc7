/**
 * flow: kvm-other-guest
 * title: A device that belongs to another virtual machine is refused
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M26 M35
 * expect: pass
 *
 * The buffer remembers for which virtual machine its device was bound, and whether as a private one. KVM compares.
 */
#include "kvm-guest.h"

static struct kvm other;

void setup(void)
{
	guest_open();
	kvm_init(&other);
}

__actor void vmm(void)
{
	vdev->vdev.kvm = &other;
	fd = vfio_export();
	BUG_ON(kvm_vfio_dmabuf_bind(&kvm, &slot, fd) != -EINVAL);
	close_fd(fd);
	vdev->vdev.kvm = &kvm;
	vdev->vdev.is_private = false;
	fd = vfio_export();
	BUG_ON(kvm_vfio_dmabuf_bind(&kvm, &slot, fd) != -EINVAL);
	close_fd(fd);
}

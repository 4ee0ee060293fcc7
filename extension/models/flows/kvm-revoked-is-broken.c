/**
 * flow: kvm-revoked-is-broken
 * title: What is away for a moment looks to the VMM like what is broken
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M26 M31
 * expect: violation error-lost in kvm_vfio_dmabuf_get_pfn
 * case: S-7
 *
 * VFIO says -ENODEV of a BAR that is revoked and may come back. KVM makes -EIO of every error, so a VMM that
 * would wait for the guest to turn decoding on again can't tell this from a device that failed. Nobody has said so on the list.
 */
#include "kvm-guest.h"

void setup(void)
{
	guest_start();
}

/* The guest turns memory decoding off, and touches the BAR. */
__actor void guest(void)
{
	kvm_pfn_t pfn;
	int max_order, ret;

	vfio_basic_config_write(vdev, 0);
	ret = kvm_vfio_dmabuf_get_pfn(&kvm, &slot, 0, &pfn, &max_order);
	__kapi_rule(ret == -ENODEV, "error-lost", "the importer does not say that the buffer is revoked, only that something failed");
}

void finally(void)
{
	guest_stop();
}

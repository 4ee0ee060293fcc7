/**
 * flow: kvm-vfio-no-retry
 * title: The same importer without its invalidate sequence keeps a frame that is gone
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c10ae58f-280c-4131-802f-d7f62595d013@amd.com>
 *         <0d77dc64-df9c-457b-af3b-ecfa49dac7b4@amd.com>
 * rows: M01 M02 M26
 * expect: violation stale-access
 * case: F-05
 * mended: kvm-vfio-dmabuf
 *
 * VFIO's exporter and KVM's binding as posted, in the hands of an importer that has no way to start a fault again: what
 * the unlocked look-up means for everybody who isn't KVM.
 */
#include "kvm-guest.h"

void setup(void)
{
	guest_start();
}

/* A fault path that trusts the look-up: no sequence is taken before it, none compared after it. */
__actor void guest(void)
{
	kvm_pfn_t pfn;
	int max_order;

	if (kvm_vfio_dmabuf_get_pfn(&kvm, &slot, 0, &pfn, &max_order))
		return;
	KVM_MMU_LOCK(&kvm);
	kvm_set_spte(&kvm, 0, pfn);
	KVM_MMU_UNLOCK(&kvm);
	kvm_guest_access(&kvm, 0, true);
}

__actor void config_write(void)
{
	vfio_basic_config_write(vdev, 0);
}

void finally(void)
{
	guest_stop();
}

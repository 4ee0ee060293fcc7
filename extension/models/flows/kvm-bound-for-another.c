/**
 * flow: kvm-bound-for-another
 * title: The buffer goes on saying whose its device was
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M26 M35
 * expect: violation wrong-guest
 * case: S-6
 *
 * Whose a private device is was written down when the buffer was exported. The device is unbound and bound for another virtual
 * machine; the buffer is still bound to the first, which reaches the registers of a device that isn't its own.
 */
#include "kvm-guest.h"

static struct kvm other;

void setup(void)
{
	guest_start();
	kvm_init(&other);
}

/* The device's descriptor is bound again, for another guest. */
__actor void vmm(void)
{
	vdev->vdev.kvm = &other;
}

__actor void guest(void)
{
	bool reached = guest_touch(0);

	__kapi_rule(!reached || vdev->vdev.kvm == &kvm, "wrong-guest", "a guest reaches a private device of another one");
}

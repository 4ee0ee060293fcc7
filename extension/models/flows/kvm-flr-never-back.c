/**
 * flow: kvm-flr-never-back
 * title: After a function-level reset the BAR stays away
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M26 M31
 * expect: violation never-back
 * case: S-3
 * mended: kvm-flr-comes-back
 *
 * A guest resets its device by writing to its configuration space. The BAR is revoked before and has to come back after; what
 * is called after says "revoked" again.
 */
#include "kvm-guest.h"

void setup(void)
{
	guest_start();
}

__actor void guest(void)
{
	BUG_ON(!guest_touch(0));
	vfio_exp_config_write(vdev);
	__kapi_rule(guest_touch(0), "never-back", "the BAR is there again, and the guest can't reach it");
}

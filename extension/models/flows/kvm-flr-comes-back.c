/**
 * flow: kvm-flr-comes-back
 * title: After a function-level reset the BAR is there again
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 *         vfio-rfc-flr.patch
 * rows: M26 M31
 * expect: pass
 *
 * The mended form of kvm-flr-never-back. Later postings have it; on this series a patch of ours does it.
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

void finally(void)
{
	guest_stop();
}

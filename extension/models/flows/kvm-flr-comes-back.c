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
#include "kvm-flr-never-back.c"

void finally(void)
{
	guest_stop();
}

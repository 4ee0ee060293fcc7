/**
 * flow: kvm-slot-smaller
 * title: A slot that shows a part of the BAR can't be bound
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <c0b160f8-2930-4158-9e50-b4cc4209e2ca@amd.com>
 *         <afs/Jamxnj6GGFfM@nvidia.com>
 *         <20260511235617.GG1116784@nvidia.com>
 * rows: M37
 * expect: violation slot-refused
 * case: F-19
 * mended: kvm-slot-of-slice
 *
 * The BAR has the MSI-X table in its middle, which the VMM emulates, so the guest sees two slots around it. The buffer
 * is the whole BAR, the first slot ends before the table; binding demands that both have one size.
 */
#define BAR_PAGES 8
#define SLOT_PAGES 3
#include "kvm-guest.h"

void setup(void)
{
	guest_open();
	request.range[0].length = BAR_PAGES * PAGE_SIZE;
	fd = vfio_export();
	BUG_ON(fd < 0);
}

/* Pages 0 to 2 are what the guest sees ahead of the table. */
__actor void vmm(void)
{
	int ret = kvm_vfio_dmabuf_bind(&kvm, &slot, fd);

	__kapi_rule(ret == 0, "slot-refused", "a slot that shows a part of the buffer is refused");
}

/**
 * flow: private-mmio-teardown
 * title: Private MMIO goes away in the order that the secure module wants
 * claims: <20250515175658.GR382960@nvidia.com>
 *         <20250509184318.GD5657@nvidia.com>
 * rows: M35
 * expect: pass
 *
 * Stop the function, unmap its MMIO from the secure table, free the metadata, take the memory back; while the guest goes on
 * using it for as long as it can.
 */
#include <kapi/tdx.h>
#include <kapi/kernel.h>

#ifndef STOP_FIRST
#define STOP_FIRST 1
#endif
#ifndef USER_MAPPING
#define USER_MAPPING 0
#endif

static struct tdi tdi;

void setup(void)
{
	tdi_init(&tdi);
	tdi_bind(&tdi);
	tdi_map_private(&tdi);
	tdi_run(&tdi);
}

__actor void guest(void)
{
	tdi_guest_access(&tdi);
	tdi_guest_access(&tdi);
}

__actor void vmm(void)
{
	if (USER_MAPPING)
		tdi_host_access(&tdi);
	if (STOP_FIRST)
		tdi_stop(&tdi);
	tdi_unmap_private(&tdi);
	tdi_free_metadata(&tdi);
	tdi_reclaim(&tdi);
	tdi_host_access(&tdi);
}

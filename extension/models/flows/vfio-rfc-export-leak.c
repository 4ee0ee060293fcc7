/**
 * flow: vfio-rfc-export-leak
 * title: Releasing the exported buffer forgets the list of ranges
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * rows: M01
 * expect: violation memory-leak
 * case: S-4
 *
 * The first form of the VFIO exporter keeps the ranges that user space asked for beside its private data. The release
 * frees the private data only.
 */
#include "vfio-device.h"

void setup(void)
{
	vfio_open();
}

__actor void user(void)
{
	int fd = vfio_export();

	BUG_ON(fd < 0);
	close_fd(fd);
}

void finally(void)
{
	__kapi_check_leaks();
}

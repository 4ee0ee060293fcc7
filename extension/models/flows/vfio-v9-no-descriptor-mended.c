/**
 * flow: vfio-v9-no-descriptor-mended
 * title: No descriptor is left: the release has freed everything
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 *         vfio-no-descriptor.patch
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * fail: get_unused_fd_flags 1
 * rows: M31
 * expect: pass
 *
 * The mended form of vfio-v9-no-descriptor, with a patch of ours: once the buffer is there, its release owns the private data.
 */
#include "vfio-device.h"

void setup(void)
{
	vfio_open();
}

__actor void user(void)
{
	BUG_ON(vfio_export() >= 0);
}

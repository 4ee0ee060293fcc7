/**
 * flow: vfio-v9-no-descriptor
 * title: No descriptor is left: the private data is freed twice
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M31
 * expect: violation use-after-free
 * case: S-8
 * mended: vfio-v9-no-descriptor-mended
 * fail: get_unused_fd_flags 1
 *
 * When dma_buf_fd() fails, the export drops the buffer, whose release frees the private data, and then goes on to free the
 * same data in the labels that are meant for failures before the buffer existed.
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

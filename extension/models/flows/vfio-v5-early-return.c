/**
 * flow: vfio-v5-early-return
 * title: Setting the device up stops where it succeeded
 * series: dma-buf-maps-late.patch <cover.1760368250.git.leon@kernel.org>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M31
 * expect: violation null-dereference in vfio_pci_core_feature_dma_buf
 *
 * The set-up of the device goes on only when peer-to-peer DMA is not supported: any other answer is returned, and that
 * includes success. The list of buffers and the lock are never made.
 */
#define SET_UP_AS_POSTED
#include "vfio-device.h"

void setup(void)
{
	vfio_open();
}

__actor void user(void)
{
	vfio_export();
}

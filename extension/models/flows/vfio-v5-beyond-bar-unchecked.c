/**
 * flow: vfio-v5-beyond-bar-unchecked
 * title: Without the check in the other function the card reaches the neighbour
 * series: dma-buf-maps-late.patch
 *         <cover.1760368250.git.leon@kernel.org>
 *         vfio-v5-unchecked.patch
 * claims: <20251017130249.GA309181@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M31
 * expect: violation out-of-range in vfio_pci_dma_buf_map
 * case: F-13
 * mended: vfio-v9-beyond-bar
 *
 * What the review is afraid of, and why later versions check where the addresses are made: with the comparison gone from the
 * validation (a patch of ours takes it out), nothing else stands between user space and the registers behind the BAR.
 */
#include "vfio-beyond-bar.h"

/**
 * flow: vfio-v5-beyond-bar
 * title: A range that ends behind the BAR is refused, in another function than the one reviewed
 * series: dma-buf-maps-late.patch
 *         <cover.1760368250.git.leon@kernel.org>
 * claims: <20251017130249.GA309181@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M31
 * expect: pass
 *
 * The review asks for a check where offsets become addresses, which has none. Run as posted, the request doesn't come so far:
 * the validation before it compares with the size of the BAR.
 */
#include "vfio-beyond-bar.h"

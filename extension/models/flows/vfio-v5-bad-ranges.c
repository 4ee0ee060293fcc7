/**
 * flow: vfio-v5-bad-ranges
 * title: The earlier validation refuses the same ranges
 * series: dma-buf-maps-late.patch
 *         <cover.1760368250.git.leon@kernel.org>
 * claims: <20251017130249.GA309181@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M31 M37
 * expect: pass
 *
 * The sum of offset and length is checked for overflow in the validation of revision 5 too.
 */
#include "vfio-bad-ranges.h"

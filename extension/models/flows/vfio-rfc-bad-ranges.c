/**
 * flow: vfio-rfc-bad-ranges
 * title: The RFC takes a range of nothing behind the first page
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <20251017130249.GA309181@nvidia.com>
 * rows: M31 M37
 * expect: violation bad-range
 *
 * Offset and length are each bounded by the BAR, so that their sum can't wrap. A length of 0 means the whole BAR where the offset
 * is 0 too; behind that it is taken as it is, and a buffer of no bytes is exported. Nobody has said so on the list.
 */
#include "vfio-bad-ranges.h"

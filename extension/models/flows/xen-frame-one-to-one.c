/**
 * flow: xen-frame-one-to-one
 * title: Without an IOMMU the frame is right
 * claims: <20250110201608.GK5556@nvidia.com>
 * rows: M28
 * expect: pass
 *
 * Bus and memory are the same to the fake device; this is the case for which the code was written.
 */
#define BEHIND_IOMMU 0
#include "xen-frame-from-address.c"

/**
 * flow: fabric-pairwise
 * title: The list without pages works between drivers that know each other
 * claims: <20250115133419.GN5556@nvidia.com>
 * rows: M19
 * expect: pass
 */
#define THIRD_IS_ON_THE_FABRIC 1
#include "fabric-null-page.c"

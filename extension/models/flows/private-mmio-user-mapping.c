/**
 * flow: private-mmio-user-mapping
 * title: The VMM touches private MMIO through a mapping of its own
 * claims: <20250109144051.GX5556@nvidia.com>
 *         <20250110133116.GF5556@nvidia.com>
 * rows: M35
 * expect: violation tdi-error
 *
 * Why the series refuses mmap for private devices; the answer on the list was that a VMM may simply not do it.
 */
#define USER_MAPPING 1
#include "private-mmio-teardown.c"

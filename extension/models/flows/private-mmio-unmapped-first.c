/**
 * flow: private-mmio-unmapped-first
 * title: Private MMIO is unmapped while its function runs
 * claims: <20250515175658.GR382960@nvidia.com>
 *         <20250512140617.GA285583@nvidia.com>
 * rows: M35
 * expect: violation tdi-order
 *
 * Revoking as for shared MMIO, mapping first: the secure module refuses while the function can still be reached.
 */
#define STOP_FIRST 0
#include "private-mmio-teardown.c"

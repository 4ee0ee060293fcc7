/**
 * flow: private-iova-no-wait
 * title: The exporter unmaps from the shared domain while a job runs
 * claims: <20250122143744.GF5556@nvidia.com>
 *         <20250110205454.GM5556@nvidia.com>
 * rows: M16
 * expect: violation iommu-fault
 *
 * A private address has the same life as any other. Who takes it away without waiting for the fences makes a device fault.
 */
#define WAIT_FOR_JOBS false
#include "private-iova.c"

/**
 * flow: importer-mmap-zap
 * title: The importer zaps when it is told to, but inserts when it is too late
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <20250115170942.GT5556@nvidia.com>
 *         <5f588dac-d3e2-445d-9389-067b875412dc@amd.com>
 * rows: M13 M14 M34
 * expect: violation stale-access
 * case: F-06
 * mended: importer-mmap-locked
 *
 * The importer's callback zaps the mappings of its own descriptor. The fault that is under way inserts its entry after that:
 * what it looked up was true only while the lock was held.
 */
#define ZAP_IN_NOTIFY 1
#include "importer-mmap.c"

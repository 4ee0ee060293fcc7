/**
 * flow: importer-mmap-locked
 * title: The importer inserts and zaps under the reservation lock
 * series: <20250107142719.179636-1-yilun.xu@linux.intel.com>
 * claims: <20250115170942.GT5556@nvidia.com>
 *         <5f588dac-d3e2-445d-9389-067b875412dc@amd.com>
 * rows: M13 M14 M34
 * expect: pass
 *
 * Both halves of the update are under the lock that the exporter holds while it revokes. It is right, and every importer
 * that maps to user space has to get it right.
 */
#define ZAP_IN_NOTIFY 1
#define INSERT_UNDER_LOCK 1
#include "importer-mmap.c"

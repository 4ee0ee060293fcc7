/**
 * flow: private-pfn-kept
 * title: The importer of a frame is told that it is gone, and keeps its mapping
 * claims: <827315b0-23b6-4a39-88eb-34e756298d67@amd.com>
 *         <20250110205454.GM5556@nvidia.com>
 * says: <827315b0-23b6-4a39-88eb-34e756298d67@amd.com> PFN special private
 * rows: M17
 * expect: violation stale-access
 *
 * What is feared of handing out frames: the exporter has no way to take the importer's mapping away.
 */
#define UNMAPS_WHEN_TOLD 0
#include "private-pfn.c"

/**
 * flow: vfio-v9-no-wait
 * title: The BAR is taken away while a job still writes to it
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <bd37adf0-afd0-49c4-b608-7f9aa5994f7b@amd.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M30 M31 M33
 * expect: violation stale-access
 * case: F-14a
 * mended: vfio-revoke-v7-waits
 *
 * The importer has stopped using its mapping as soon as it is told to, except for the job that is under way, for which the
 * reservation object holds a fence. The exporter tells it, and goes on without waiting for that fence.
 */
#include "vfio-job.h"

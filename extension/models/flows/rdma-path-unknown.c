/**
 * flow: rdma-path-unknown
 * title: The same card with mapped addresses only: it can't tell which function to use
 * claims: <20250108145843.GR5556@nvidia.com>
 *         <f3748173-2bbc-43fa-b62e-72e778999764@amd.com>
 * rows: M25 M03
 * expect: pass
 *
 * A DMA address says nothing of who provides the memory. All imported buffers are taken for peer memory, so that ordinary memory is
 * reached through the function that is far from it, and peer memory through the host bridge. It works, by the longer way.
 */
#define KNOWS_PROVIDER 0
#include "rdma-path-by-provider.c"

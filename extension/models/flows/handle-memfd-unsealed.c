/**
 * flow: handle-memfd-unsealed
 * title: The file shrinks under the guest
 * claims: <20250115170942.GT5556@nvidia.com>
 * rows: M39
 * expect: violation stale-access
 *
 * With two objects for one memory each needs to know of the other's users. Without the seal, or a notification of the kind that a dma-buf
 * has, the guest keeps a frame that the file has given back.
 */
#define SEALED false
#include "handle-memfd.c"

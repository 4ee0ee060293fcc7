/**
 * flow: vfio-v9-beyond-bar
 * title: The addresses are checked where they are made
 * series: dma-buf-maps-late.patch
 *         <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * claims: <20251017130249.GA309181@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M31
 * expect: pass
 *
 * The mended form: the function that makes the addresses has the check that the review asks for.
 */
#include "vfio-beyond-bar.h"

/* SPDX-License-Identifier: MIT */
/* Containers of fences are left out: no model makes one, and code that does ends as unmodelled. */
#ifndef _LINUX_DMA_FENCE_CHAIN_H
#define _LINUX_DMA_FENCE_CHAIN_H

#include <linux/dma-fence.h>

#endif

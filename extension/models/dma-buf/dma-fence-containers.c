/* SPDX-License-Identifier: MIT */
/*
 * Fences that contain others (drivers/dma-buf/dma-fence-array.c, dma-fence-chain.c). Nothing here makes one; the kernel's own
 * headers ask each fence whether it is one, by its operations. Left out: arrays and chains themselves.
 */
#include <linux/dma-fence.h>

const struct dma_fence_ops dma_fence_array_ops = { 0 };
const struct dma_fence_ops dma_fence_chain_ops = { 0 };

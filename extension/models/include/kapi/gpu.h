/* SPDX-License-Identifier: MIT */
/* A graphics device that exports buffers of its own memory and moves them when that is short. */
#ifndef KAPI_GPU_H
#define KAPI_GPU_H

#include <kapi/job.h>
#include <kapi/memory.h>
#include <linux/dma-buf.h>
#include <linux/pci.h>

struct gpu {
	struct pci_dev pdev;
	/* One buffer's worth of each. */
	struct memory vram;
	struct memory system;
};

struct gpu_bo {
	struct gpu *gpu;
	struct dma_buf *dmabuf;
	/* Where it is; the reservation lock protects it, as all that follows. */
	struct memory *place;
	unsigned int pins;
	unsigned int mappings;
	/* The last move, and the fences that it has to wait for. */
	struct job move;
	struct memory *from;
	struct dma_fence *before[4];
	unsigned int befores;
};

void gpu_init(struct gpu *gpu, const char *name);
/* A buffer in VRAM with that content; -ENOMEM. */
int gpu_bo_create(struct gpu_bo *bo, struct gpu *gpu, u32 content);
/* Moves the buffer between VRAM and system memory. The reservation lock is held. -EBUSY while it is pinned. */
int gpu_bo_move(struct gpu_bo *bo, struct memory *to);

#endif

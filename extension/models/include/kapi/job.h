/* SPDX-License-Identifier: MIT */
/* Work of a device, and the fence that says it is done. For flows and models; the job is not freed by its references. */
#ifndef KAPI_JOB_H
#define KAPI_JOB_H

#include <linux/dma-fence.h>
#include <linux/dma-resv.h>

struct job {
	struct dma_fence fence;
	spinlock_t lock;
};

static const char *job_name(struct dma_fence *fence)
{
	return "job";
}

static void job_release(struct dma_fence *fence)
{
}

static const struct dma_fence_ops job_ops = {
	.get_driver_name = job_name,
	.get_timeline_name = job_name,
	.release = job_release,
};

static inline void job_init(struct job *job, u64 context, u64 seqno)
{
	spin_lock_init(&job->lock);
	dma_fence_init(&job->fence, &job_ops, &job->lock, context, seqno);
}

/* The reservation lock is held. */
static inline void job_publish(struct job *job, struct dma_resv *resv, enum dma_resv_usage usage)
{
	BUG_ON(dma_resv_reserve_fences(resv, 1));
	dma_resv_add_fence(resv, &job->fence, usage);
}

#endif

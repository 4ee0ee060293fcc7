/* SPDX-License-Identifier: MIT */
/*
 * stands-for: include/linux/dma-fence.h
 *
 * Fences: "this work of a device is done", signalled once. Left out: timestamps, deadlines, tracing, names.
 */
#ifndef __LINUX_DMA_FENCE_H
#define __LINUX_DMA_FENCE_H

#include <linux/bitops.h>
#include <linux/kref.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct dma_fence;
struct dma_fence_cb;

struct dma_fence_ops {
	const char *(*get_driver_name)(struct dma_fence *fence);
	const char *(*get_timeline_name)(struct dma_fence *fence);
	bool (*enable_signaling)(struct dma_fence *fence);
	bool (*signaled)(struct dma_fence *fence);
	signed long (*wait)(struct dma_fence *fence, bool intr, signed long timeout);
	void (*release)(struct dma_fence *fence);
};

struct dma_fence {
	spinlock_t *lock;
	const struct dma_fence_ops *ops;
	union {
		struct list_head cb_list;
		struct rcu_head rcu;
	};
	u64 context;
	u64 seqno;
	unsigned long flags;
	struct kref refcount;
	int error;
};

enum dma_fence_flag_bits {
	DMA_FENCE_FLAG_SIGNALED_BIT,
	DMA_FENCE_FLAG_TIMESTAMP_BIT,
	DMA_FENCE_FLAG_ENABLE_SIGNAL_BIT,
	DMA_FENCE_FLAG_USER_BITS,
};

typedef void (*dma_fence_func_t)(struct dma_fence *fence, struct dma_fence_cb *cb);

struct dma_fence_cb {
	struct list_head node;
	dma_fence_func_t func;
};

void dma_fence_init(struct dma_fence *fence, const struct dma_fence_ops *ops, spinlock_t *lock, u64 context, u64 seqno);
void dma_fence_release(struct kref *kref);
void dma_fence_free(struct dma_fence *fence);
int dma_fence_signal(struct dma_fence *fence);
int dma_fence_signal_locked(struct dma_fence *fence);
int dma_fence_add_callback(struct dma_fence *fence, struct dma_fence_cb *cb, dma_fence_func_t func);
bool dma_fence_remove_callback(struct dma_fence *fence, struct dma_fence_cb *cb);
void dma_fence_enable_sw_signaling(struct dma_fence *fence);
signed long dma_fence_wait_timeout(struct dma_fence *fence, bool intr, signed long timeout);
u64 dma_fence_context_alloc(unsigned int count);
struct dma_fence *dma_fence_get_stub(void);

static inline void dma_fence_put(struct dma_fence *fence)
{
	if (fence)
		kref_put(&fence->refcount, dma_fence_release);
}

static inline struct dma_fence *dma_fence_get(struct dma_fence *fence)
{
	if (fence)
		kref_get(&fence->refcount);
	return fence;
}

static inline struct dma_fence *dma_fence_get_rcu(struct dma_fence *fence)
{
	return kref_get_unless_zero(&fence->refcount) ? fence : NULL;
}

static inline bool dma_fence_is_signaled(struct dma_fence *fence)
{
	if (test_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->flags))
		return true;
	if (fence->ops->signaled && fence->ops->signaled(fence)) {
		dma_fence_signal(fence);
		return true;
	}
	return false;
}

static inline bool __dma_fence_is_later(u64 a, u64 b, const struct dma_fence_ops *ops)
{
	return a > b;
}

static inline bool dma_fence_is_later(struct dma_fence *a, struct dma_fence *b)
{
	return !WARN_ON(a->context != b->context) && a->seqno > b->seqno;
}

static inline bool dma_fence_is_later_or_same(struct dma_fence *a, struct dma_fence *b)
{
	return a == b || dma_fence_is_later(a, b);
}

static inline signed long dma_fence_wait(struct dma_fence *fence, bool intr)
{
	signed long left = dma_fence_wait_timeout(fence, intr, MAX_SCHEDULE_TIMEOUT);

	return left < 0 ? left : 0;
}

static inline void dma_fence_set_error(struct dma_fence *fence, int error)
{
	fence->error = error;
}

static inline bool dma_fence_is_array(struct dma_fence *fence)
{
	return false;
}

static inline bool dma_fence_is_container(struct dma_fence *fence)
{
	return false;
}

static inline void dma_fence_set_deadline(struct dma_fence *fence, ktime_t deadline)
{
}

static inline void dma_fence_describe(struct dma_fence *fence, struct seq_file *seq)
{
}

/*
 * The section between these two is waited for by everybody who waits for a fence (drivers/dma-buf/dma-fence.c, "DOC: fence
 * signalling annotation"): a lock taken inside that is held around such a wait is a circle. Sections may nest.
 */
__attribute__((weak)) struct lockdep_map dma_fence_lockdep_map;

/* Called where a fence is waited for. */
static inline void __dma_fence_might_wait(void)
{
	bool signalling = lock_map_held(&dma_fence_lockdep_map);

	if (signalling)
		lock_map_release(&dma_fence_lockdep_map);
	lock_map_acquire(&dma_fence_lockdep_map);
	lock_map_release(&dma_fence_lockdep_map);
	if (signalling)
		lock_map_acquire_read(&dma_fence_lockdep_map);
}

/*
 * An allocation may reclaim, and reclaim may wait for a fence, whoever does so: the kernel tells lockdep at boot (drivers/dma-buf/
 * dma-resv.c, dma_resv_lockdep()); here it is said where it begins to matter.
 */
static inline bool dma_fence_begin_signalling(void)
{
	if (lock_map_held(&dma_fence_lockdep_map))
		return true;
	__kapi_lock_order(&__fs_reclaim_map, &dma_fence_lockdep_map);
	lock_map_acquire_read(&dma_fence_lockdep_map);
	return false;
}

static inline void dma_fence_end_signalling(bool nested)
{
	if (!nested)
		lock_map_release(&dma_fence_lockdep_map);
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * stands-for: drivers/dma-buf/dma-fence.c
 *
 * A fence is signalled once and never taken back; callbacks run when it is; whoever waits sleeps until then. The
 * contract that a fence ends in finite time shows as a deadlock of the run where it is broken. A timeout other than
 * "for ever" may expire where the flow says so ("may-fail: dma_fence_wait_timeout").
 */
#include <linux/dma-fence.h>
#include <linux/module.h>
#include <linux/slab.h>

static atomic64_t context_counter = ATOMIC64_INIT(1);

u64 dma_fence_context_alloc(unsigned int count)
{
	return atomic64_fetch_add(count, &context_counter);
}

void dma_fence_init(struct dma_fence *fence, const struct dma_fence_ops *ops, spinlock_t *lock, u64 context, u64 seqno)
{
	BUG_ON(!lock);
	kref_init(&fence->refcount);
	fence->ops = ops;
	INIT_LIST_HEAD(&fence->cb_list);
	fence->lock = lock;
	fence->context = context;
	fence->seqno = seqno;
	fence->flags = 0;
	fence->error = 0;
}

int dma_fence_signal_locked(struct dma_fence *fence)
{
	struct dma_fence_cb *cb, *next;

	lockdep_assert_held(fence->lock);
	if (test_and_set_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->flags))
		return -EINVAL;
	list_for_each_entry_safe(cb, next, &fence->cb_list, node) {
		INIT_LIST_HEAD(&cb->node);
		cb->func(fence, cb);
	}
	INIT_LIST_HEAD(&fence->cb_list);
	return 0;
}

int dma_fence_signal(struct dma_fence *fence)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(fence->lock, flags);
	ret = dma_fence_signal_locked(fence);
	spin_unlock_irqrestore(fence->lock, flags);
	return ret;
}

static bool enable_signaling(struct dma_fence *fence)
{
	if (test_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->flags))
		return false;
	if (!test_and_set_bit(DMA_FENCE_FLAG_ENABLE_SIGNAL_BIT, &fence->flags) && fence->ops->enable_signaling &&
	    !fence->ops->enable_signaling(fence)) {
		dma_fence_signal_locked(fence);
		return false;
	}
	return true;
}

void dma_fence_enable_sw_signaling(struct dma_fence *fence)
{
	unsigned long flags;

	spin_lock_irqsave(fence->lock, flags);
	enable_signaling(fence);
	spin_unlock_irqrestore(fence->lock, flags);
}

int dma_fence_add_callback(struct dma_fence *fence, struct dma_fence_cb *cb, dma_fence_func_t func)
{
	unsigned long flags;
	int ret = 0;

	spin_lock_irqsave(fence->lock, flags);
	if (enable_signaling(fence)) {
		cb->func = func;
		list_add_tail(&cb->node, &fence->cb_list);
	} else {
		INIT_LIST_HEAD(&cb->node);
		ret = -ENOENT;
	}
	spin_unlock_irqrestore(fence->lock, flags);
	return ret;
}

bool dma_fence_remove_callback(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	unsigned long flags;
	bool was_queued;

	spin_lock_irqsave(fence->lock, flags);
	was_queued = !list_empty(&cb->node);
	if (was_queued)
		list_del_init(&cb->node);
	spin_unlock_irqrestore(fence->lock, flags);
	return was_queued;
}

signed long dma_fence_wait_timeout(struct dma_fence *fence, bool intr, signed long timeout)
{
	might_sleep();
	__dma_fence_might_wait();
	if (WARN_ON(timeout < 0))
		return -EINVAL;
	if (fence->ops->wait)
		return fence->ops->wait(fence, intr, timeout);
	dma_fence_enable_sw_signaling(fence);
	if (test_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->flags))
		return timeout ? timeout : 1;
	if (timeout == 0)
		return 0;
	if (intr && __kapi_fault("signal_pending"))
		return -ERESTARTSYS;
	if (timeout != MAX_SCHEDULE_TIMEOUT && __kapi_fault("dma_fence_wait_timeout"))
		return 0;
	/* Signalling enabled and not signalled is the only other state that the flags of a plain fence have. */
	__kapi_wait_not_equal(&fence->flags, sizeof(fence->flags), BIT(DMA_FENCE_FLAG_ENABLE_SIGNAL_BIT));
	return timeout;
}

void dma_fence_free(struct dma_fence *fence)
{
	kfree_rcu(fence, rcu);
}

void dma_fence_release(struct kref *kref)
{
	struct dma_fence *fence = container_of(kref, struct dma_fence, refcount);

	WARN(!list_empty(&fence->cb_list) && !test_bit(DMA_FENCE_FLAG_SIGNALED_BIT, &fence->flags),
	     "fence released with callbacks waiting for it");
	if (fence->ops->release)
		fence->ops->release(fence);
	else
		dma_fence_free(fence);
}

/**
 * flow: contract-reservation
 * title: A fence gives its slot to a later one of its context while somebody walks without the lock
 * rows: M31 M32
 * expect: pass
 *
 * The contract of dma-buf/dma-resv.c (drivers/dma-buf/dma-resv.c, dma_resv_add_fence(), dma_resv_iter_next_unlocked();
 * Documentation/driver-api/dma-buf.rst, "Reservation Objects"): under the lock a fence takes the place of an older one of its context, or
 * of one that is done; whoever walks without the lock holds what it looks at, in an RCU read section until it does; nothing is freed
 * under it, and nothing is left over. Data races are looked for.
 */
#include <kapi/kernel.h>
#include <linux/dma-resv.h>

static struct dma_resv resv;
static DEFINE_SPINLOCK(lock);
static int live;

struct work {
	struct dma_fence fence;
};

static const char *work_name(struct dma_fence *fence)
{
	return "work";
}

static void work_release(struct dma_fence *fence)
{
	__kapi_fetch_add(&live, -1, sizeof(live));
	dma_fence_free(fence);
}

static const struct dma_fence_ops work_ops = {
	.get_driver_name = work_name,
	.get_timeline_name = work_name,
	.release = work_release,
};

/* Somebody who says that the wait for his job is over, whatever it does. */
static signed long eager_wait(struct dma_fence *fence, bool interruptible, signed long timeout)
{
	return 1;
}

static const struct dma_fence_ops eager_ops = {
	.get_driver_name = work_name,
	.get_timeline_name = work_name,
	.wait = eager_wait,
	.release = work_release,
};

static struct dma_fence *new_work(u64 context, u64 seqno)
{
	struct work *work = kzalloc(sizeof(*work), GFP_KERNEL);

	BUG_ON(!work);
	dma_fence_init(&work->fence, &work_ops, &lock, context, seqno);
	__kapi_fetch_add(&live, 1, sizeof(live));
	return &work->fence;
}

/* The reservation object's reference is the only one left. */
static void publish(struct dma_fence *fence, enum dma_resv_usage usage)
{
	dma_resv_lock(&resv, NULL);
	BUG_ON(dma_resv_reserve_fences(&resv, 1));
	dma_resv_add_fence(&resv, fence, usage);
	dma_resv_unlock(&resv);
	dma_fence_put(fence);
}

void setup(void)
{
	__kapi_check_data_races();
	dma_resv_init(&resv);
	publish(new_work(1, 1), DMA_RESV_USAGE_WRITE);
}

__actor void driver(void)
{
	/* Takes the place of the first. */
	publish(new_work(1, 2), DMA_RESV_USAGE_WRITE);
}

__actor void watcher(void)
{
	BUG_ON(dma_resv_test_signaled(&resv, DMA_RESV_USAGE_READ));
	/* No time to wait: says at once that it isn't done. */
	BUG_ON(dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_WRITE, false, 0) > 0);
	/* Who asks for what the kernel moves has nothing to wait for. */
	BUG_ON(!dma_resv_test_signaled(&resv, DMA_RESV_USAGE_KERNEL));
}

void finally(void)
{
	struct dma_resv_iter cursor;
	struct dma_fence *fence, *stub;
	unsigned int seen = 0;

	fence = new_work(2, 1);
	fence->ops = &eager_ops;
	publish(fence, DMA_RESV_USAGE_READ);
	/* The first one isn't done, whatever is said of the second. */
	BUG_ON(dma_resv_wait_timeout(&resv, DMA_RESV_USAGE_READ, false, 0) > 0);
	dma_resv_iter_begin(&cursor, &resv, DMA_RESV_USAGE_READ);
	dma_resv_for_each_fence_unlocked(&cursor, fence)
		seen++;
	dma_resv_iter_end(&cursor);
	__kapi_rule(seen == 2, "wrong-result", "a walk without the lock comes to every fence");
	seen = 0;
	dma_resv_lock(&resv, NULL);
	dma_resv_for_each_fence(&cursor, &resv, DMA_RESV_USAGE_READ, fence)
		seen++;
	__kapi_rule(seen == 2, "wrong-result", "one fence of each context is there");
	/* A job that will never run gives its place to one that is done. */
	stub = new_work(3, 1);
	dma_fence_signal(stub);
	dma_resv_replace_fences(&resv, 1, stub, DMA_RESV_USAGE_WRITE);
	dma_fence_put(stub);
	seen = 0;
	dma_resv_for_each_fence(&cursor, &resv, DMA_RESV_USAGE_READ, fence)
		seen += !dma_fence_is_signaled(fence);
	__kapi_rule(seen == 1, "wrong-result", "only the fences of that context are replaced");
	/* What was reserved can be used; nine more may be more than there is room for. */
	if (dma_resv_reserve_fences(&resv, 9) == 0) {
		for (seen = 0; seen < 9; seen++) {
			fence = new_work(10 + seen, 1);
			dma_resv_add_fence(&resv, fence, DMA_RESV_USAGE_BOOKKEEP);
			dma_fence_put(fence);
		}
	}
	dma_resv_unlock(&resv);
	dma_resv_fini(&resv);
	__kapi_rule(live == 0, "refcount-leak", "a fence is left that nobody holds");
	__kapi_check_leaks();
}

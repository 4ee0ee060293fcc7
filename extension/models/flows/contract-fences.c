/**
 * flow: contract-fences
 * title: A fence is signalled while one waits for it, one has a callback, and one takes its callback back
 * rows: M31 M32
 * expect: pass
 * may-fail: signal_pending
 * may-fail: dma_fence_wait_timeout
 *
 * The contract of dma-buf/dma-fence.c (drivers/dma-buf/dma-fence.c, kernel-doc of dma_fence_signal(), dma_fence_add_callback(),
 * dma_fence_remove_callback(), dma_fence_wait_timeout()): signalled once and for good; a callback runs once, or was taken back, or is
 * refused because it is too late; a wait ends with the signal, with the time that was given, or with a signal to the process. Data
 * races are looked for.
 */
#include <kapi/kernel.h>
#include <linux/dma-fence.h>

static DEFINE_SPINLOCK(lock);
static struct dma_fence job, lazy, own, polled;
static struct dma_fence_cb first, second, late;
static int first_runs, second_runs, released;
static bool second_added, second_removed, signalled_here;

static const char *job_name(struct dma_fence *fence)
{
	return "job";
}

static void job_release(struct dma_fence *fence)
{
	released++;
}

/* Hardware that has nothing left to do when somebody asks for its interrupt. */
static bool lazy_enable_signaling(struct dma_fence *fence)
{
	return false;
}

static const struct dma_fence_ops job_ops = {
	.get_driver_name = job_name,
	.get_timeline_name = job_name,
	.release = job_release,
};

static const struct dma_fence_ops lazy_ops = {
	.get_driver_name = job_name,
	.get_timeline_name = job_name,
	.enable_signaling = lazy_enable_signaling,
	.release = job_release,
};

/* A driver that knows better how to wait. */
static signed long own_wait(struct dma_fence *fence, bool interruptible, signed long timeout)
{
	return 42;
}

static const struct dma_fence_ops own_ops = {
	.get_driver_name = job_name,
	.get_timeline_name = job_name,
	.wait = own_wait,
	.release = job_release,
};

/* A job whose end is read from a register, by whoever asks. */
static bool polled_signaled(struct dma_fence *fence)
{
	return true;
}

static const struct dma_fence_ops polled_ops = {
	.get_driver_name = job_name,
	.get_timeline_name = job_name,
	.signaled = polled_signaled,
	.release = job_release,
};

static void first_done(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	lockdep_assert_held(fence->lock);
	first_runs++;
}

static void second_done(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	lockdep_assert_held(fence->lock);
	second_runs++;
}

void setup(void)
{
	__kapi_check_data_races();
	dma_fence_init(&job, &job_ops, &lock, dma_fence_context_alloc(1), 1);
	dma_fence_init(&lazy, &lazy_ops, &lock, dma_fence_context_alloc(1), 1);
	dma_fence_init(&own, &own_ops, &lock, 7, 1);
	BUG_ON(dma_fence_wait_timeout(&own, false, 1) != 42);
	BUG_ON(lazy.context == job.context);
	BUG_ON(dma_fence_wait_timeout(&job, false, 0) != 0);
	BUG_ON(dma_fence_add_callback(&job, &first, first_done));
}

__actor void device(void)
{
	signalled_here = dma_fence_signal(&job) == 0;
	BUG_ON(dma_fence_signal(&job) != -EINVAL);
}

__actor void waiter(void)
{
	signed long left = dma_fence_wait_timeout(&job, true, 5);

	BUG_ON(left != 5 && left != 0 && left != -ERESTARTSYS);
	BUG_ON(left == 5 && !dma_fence_is_signaled(&job));
}

__actor void driver(void)
{
	second_added = dma_fence_add_callback(&job, &second, second_done) == 0;
	if (second_added)
		second_removed = dma_fence_remove_callback(&job, &second);
}

void finally(void)
{
	bool outer, inner;

	BUG_ON(!signalled_here);
	__kapi_rule(first_runs == 1, "wrong-result", "a callback runs once");
	__kapi_rule(second_runs == (second_added && !second_removed), "wrong-result", "a callback that was taken back ran, or one that wasn't did not");
	BUG_ON(dma_fence_add_callback(&job, &late, second_done) != -ENOENT);
	BUG_ON(dma_fence_wait_timeout(&job, false, 0) != 1 || dma_fence_wait_timeout(&job, false, 3) != 3);
	BUG_ON(dma_fence_wait_timeout(&lazy, false, 0) != 1 || !dma_fence_is_signaled(&lazy));
	/* Who finds it done signals it, for those who wait. */
	second_runs = 0;
	dma_fence_init(&polled, &polled_ops, &lock, 8, 1);
	BUG_ON(dma_fence_add_callback(&polled, &late, second_done) || !dma_fence_is_signaled(&polled) || second_runs != 1);
	/* Sections that signal nest. */
	outer = dma_fence_begin_signalling();
	inner = dma_fence_begin_signalling();
	BUG_ON(outer || !inner);
	dma_fence_end_signalling(inner);
	dma_fence_end_signalling(outer);
	dma_fence_put(&job);
	dma_fence_put(&lazy);
	__kapi_rule(released == 2, "refcount-leak", "the last reference is gone and nobody was told");
}

/* SPDX-License-Identifier: MIT */
/*
 * stands-for: drivers/dma-buf/dma-resv.c
 *
 * Fences of a buffer by usage. Kept: a slot is reserved under the lock before a fence is added under the lock; slots that
 * are not used are lost; a fence replaces a signalled one, or an older one of its context with the same or a weaker
 * usage; a wait without the lock sees every fence that was there when it began, or the one that took its
 * place. Left out: growing beyond RESV_SLOTS fences, and the restart of unlocked walks from their beginning, because entries
 * never move here.
 */
#include <linux/dma-resv.h>
#include <linux/module.h>

#define RESV_SLOTS 8

struct dma_resv_list {
	struct rcu_head rcu;
	unsigned int num_fences;
	unsigned int max_fences;
	struct dma_fence *fence[RESV_SLOTS];
	enum dma_resv_usage usage[RESV_SLOTS];
};

DEFINE_WD_CLASS(reservation_ww_class);

void dma_resv_init(struct dma_resv *obj)
{
	ww_mutex_init(&obj->lock, &reservation_ww_class);
	obj->fences = NULL;
}

void dma_resv_fini(struct dma_resv *obj)
{
	struct dma_resv_list *list = obj->fences;
	unsigned int i;

	for (i = 0; list && i < list->num_fences; i++)
		dma_fence_put(list->fence[i]);
	kfree(list);
	ww_mutex_destroy(&obj->lock);
}

int dma_resv_reserve_fences(struct dma_resv *obj, unsigned int num_fences)
{
	struct dma_resv_list *list = obj->fences;

	dma_resv_assert_held(obj);
	if (WARN_ON(!num_fences))
		return -EINVAL;
	if (!list) {
		list = kzalloc(sizeof(*list), GFP_KERNEL);
		if (!list)
			return -ENOMEM;
		WRITE_ONCE(obj->fences, list);
	}
	if (list->num_fences + num_fences > RESV_SLOTS)
		return -ENOMEM;
	if (list->max_fences < list->num_fences + num_fences)
		list->max_fences = list->num_fences + num_fences;
	return 0;
}

void dma_resv_add_fence(struct dma_resv *obj, struct dma_fence *fence, enum dma_resv_usage usage)
{
	struct dma_resv_list *list = obj->fences;
	unsigned int i;

	dma_resv_assert_held(obj);
	__kapi_rule(list != NULL, "fence-slot", "dma_resv_add_fence() without dma_resv_reserve_fences()");
	dma_fence_get(fence);
	for (i = 0; i < list->num_fences; i++) {
		struct dma_fence *old = list->fence[i];

		if ((old->context == fence->context && list->usage[i] >= usage &&
		     dma_fence_is_later_or_same(fence, old)) || dma_fence_is_signaled(old)) {
			WRITE_ONCE(list->usage[i], usage);
			WRITE_ONCE(list->fence[i], fence);
			dma_fence_put(old);
			return;
		}
	}
	__kapi_rule(i < list->max_fences, "fence-slot", "dma_resv_add_fence() with no slot reserved");
	list->fence[i] = fence;
	list->usage[i] = usage;
	WRITE_ONCE(list->num_fences, i + 1);
}

void dma_resv_replace_fences(struct dma_resv *obj, uint64_t context, struct dma_fence *fence, enum dma_resv_usage usage)
{
	struct dma_resv_list *list = obj->fences;
	unsigned int i;

	dma_resv_assert_held(obj);
	for (i = 0; list && i < list->num_fences; i++) {
		struct dma_fence *old = list->fence[i];

		if (old->context != context)
			continue;
		WRITE_ONCE(list->usage[i], usage);
		WRITE_ONCE(list->fence[i], dma_fence_get(fence));
		dma_fence_put(old);
	}
}

struct dma_fence *dma_resv_iter_next_unlocked(struct dma_resv_iter *cursor)
{
	struct dma_resv_list *list = READ_ONCE(cursor->obj->fences);

	dma_fence_put(cursor->fence);
	cursor->fence = NULL;
	cursor->is_restarted = false;
	while (list && cursor->index < READ_ONCE(list->num_fences)) {
		unsigned int i = cursor->index;
		struct dma_fence *fence;

		rcu_read_lock();
		fence = dma_fence_get_rcu(READ_ONCE(list->fence[i]));
		rcu_read_unlock();
		/* It was on its way out, and another one has its slot by now. */
		if (!fence)
			continue;
		cursor->index++;
		cursor->fence_usage = READ_ONCE(list->usage[i]);
		if (cursor->fence_usage <= cursor->usage && !dma_fence_is_signaled(fence)) {
			cursor->fence = fence;
			return fence;
		}
		dma_fence_put(fence);
	}
	return NULL;
}

struct dma_fence *dma_resv_iter_first_unlocked(struct dma_resv_iter *cursor)
{
	struct dma_fence *fence;

	cursor->index = 0;
	fence = dma_resv_iter_next_unlocked(cursor);
	cursor->is_restarted = true;
	return fence;
}

struct dma_fence *dma_resv_iter_next(struct dma_resv_iter *cursor)
{
	struct dma_resv_list *list = cursor->obj->fences;

	dma_resv_assert_held(cursor->obj);
	cursor->is_restarted = false;
	while (list && cursor->index < list->num_fences) {
		unsigned int i = cursor->index++;

		cursor->fence_usage = list->usage[i];
		if (cursor->fence_usage <= cursor->usage)
			return list->fence[i];
	}
	return NULL;
}

struct dma_fence *dma_resv_iter_first(struct dma_resv_iter *cursor)
{
	struct dma_fence *fence;

	cursor->index = 0;
	fence = dma_resv_iter_next(cursor);
	cursor->is_restarted = true;
	return fence;
}

long dma_resv_wait_timeout(struct dma_resv *obj, enum dma_resv_usage usage, bool intr, unsigned long timeout)
{
	long left = timeout ? timeout : 1;
	struct dma_resv_iter cursor;
	struct dma_fence *fence;

	dma_resv_iter_begin(&cursor, obj, usage);
	dma_resv_for_each_fence_unlocked(&cursor, fence) {
		left = dma_fence_wait_timeout(fence, intr, timeout);
		if (left <= 0)
			break;
		if (timeout)
			timeout = left;
	}
	dma_resv_iter_end(&cursor);
	return left;
}

bool dma_resv_test_signaled(struct dma_resv *obj, enum dma_resv_usage usage)
{
	struct dma_resv_iter cursor;
	bool idle;

	dma_resv_iter_begin(&cursor, obj, usage);
	idle = !dma_resv_iter_first_unlocked(&cursor);
	dma_resv_iter_end(&cursor);
	return idle;
}

void dma_resv_set_deadline(struct dma_resv *obj, enum dma_resv_usage usage, ktime_t deadline)
{
}

void dma_resv_describe(struct dma_resv *obj, struct seq_file *seq)
{
}

/* SPDX-License-Identifier: MIT */
/*
 * Work that runs later, in a thread of its own. Stands in for include/linux/workqueue.h (Documentation/core-api/
 * workqueue.rst). Queued work is an actor that has not begun; it may begin at any moment, whatever delay was asked for.
 * An item that is pending is not queued a second time, and it never runs twice at once. Left out: ordered queues and
 * concurrency limits, so different items of one queue may always run at the same time.
 */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H

#include <kapi/machine.h>
#include <linux/container_of.h>
#include <linux/debugobjects.h>
#include <linux/lockdep.h>
#include <linux/timer.h>

struct workqueue_struct {
	const char *name;
};

struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	/* Number of the actor that was started for it last, and of the one before. */
	int actor;
	int before;
	work_func_t func;
};

struct delayed_work {
	struct work_struct work;
};

#define __WORK_INITIALIZER(n, f) { .func = (f) }
#define DECLARE_WORK(n, f) struct work_struct n = __WORK_INITIALIZER(n, f)
#define DECLARE_DELAYED_WORK(n, f) struct delayed_work n = { __WORK_INITIALIZER(n, f) }

#define WQ_UNBOUND 2
#define WQ_FREEZABLE 4
#define WQ_MEM_RECLAIM 8
#define WQ_HIGHPRI 16

static inline void __kapi_work_init(struct work_struct *work, work_func_t func)
{
	__kapi_object_init(work);
	work->actor = 0;
	work->before = 0;
	work->func = func;
}

#define INIT_WORK(work, f) __kapi_work_init((work), (f))
#define INIT_WORK_ONSTACK(work, f) __kapi_work_init((work), (f))
#define INIT_DELAYED_WORK(dwork, f) __kapi_work_init(&(dwork)->work, (f))
#define destroy_work_on_stack(work) ((void)(work))
#define work_pending(work) __kapi_object_active(work)
#define delayed_work_pending(dwork) work_pending(&(dwork)->work)
#define to_delayed_work(w) container_of(w, struct delayed_work, work)

/* The item may be freed by its own function: nothing of it is touched afterwards. */
static void __kapi_work_run(void *argument)
{
	struct work_struct *work = argument;
	work_func_t func;

	/* Whoever took it back may have freed it since. */
	if (!__kapi_object_deactivate(work))
		return;
	if (work->before && work->before != (int)__kapi_actor())
		__kapi_join(work->before);
	func = work->func;
	func(work);
}

static inline bool queue_work(struct workqueue_struct *queue, struct work_struct *work)
{
	if (!__kapi_object_activate(work))
		return false;
	work->before = work->actor;
	work->actor = __kapi_spawn("work", __kapi_work_run, work, 0);
	return true;
}

static inline bool flush_work(struct work_struct *work)
{
	int actor = work->actor;

	if (!actor)
		return false;
	__kapi_join(actor);
	return true;
}

static inline bool cancel_work(struct work_struct *work)
{
	return __kapi_object_deactivate(work);
}

static inline bool cancel_work_sync(struct work_struct *work)
{
	bool was_pending = cancel_work(work);

	flush_work(work);
	return was_pending;
}

static inline bool queue_delayed_work(struct workqueue_struct *queue, struct delayed_work *dwork, unsigned long delay)
{
	return queue_work(queue, &dwork->work);
}

static inline bool mod_delayed_work(struct workqueue_struct *queue, struct delayed_work *dwork, unsigned long delay)
{
	return !queue_work(queue, &dwork->work);
}

extern struct workqueue_struct __kapi_system_queue;
#define system_wq (&__kapi_system_queue)
#define system_unbound_wq system_wq
#define system_highpri_wq system_wq
#define system_long_wq system_wq
#define schedule_work(work) queue_work(system_wq, (work))
#define schedule_delayed_work(dwork, delay) queue_delayed_work(system_wq, (dwork), (delay))
#define flush_delayed_work(dwork) flush_work(&(dwork)->work)
#define cancel_delayed_work(dwork) cancel_work(&(dwork)->work)
#define cancel_delayed_work_sync(dwork) cancel_work_sync(&(dwork)->work)
__attribute__((weak)) struct workqueue_struct __kapi_system_queue = { "events" };

#endif

/* SPDX-License-Identifier: MIT */
/* Kernel threads. Stands in for include/linux/kthread.h; a thread is an actor. */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H

#include <kapi/machine.h>
#include <linux/err.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct task_struct {
	int actor;
	int should_stop;
	int result;
	int started;
	int (*function)(void *data);
	void *data;
};

/* By the actor that runs it. */
__attribute__((weak)) struct task_struct *__kapi_threads[64];

static void __kapi_thread_run(void *argument)
{
	struct task_struct *task = argument;

	__kapi_threads[__kapi_actor()] = task;
	/* Stopped before it was started: the function never runs (kernel/kthread.c). */
	task->result = __kapi_atomic_read(&task->should_stop, 4) ? -EINTR : task->function(task->data);
}

static inline struct task_struct *kthread_create(int (*function)(void *data), void *data, const char *name, ...)
{
	struct task_struct *task = __kapi_fault("kthread_create") ? NULL : __kapi_alloc(sizeof(*task), 1, NULL);

	if (!task)
		return ERR_PTR(-ENOMEM);
	task->function = function;
	task->data = data;
	return task;
}

static inline int __kapi_thread_start(struct task_struct *task)
{
	if (__kapi_xchg(&task->started, 1, 4))
		return 0;
	task->actor = __kapi_spawn("kthread", __kapi_thread_run, task, 0);
	return 1;
}

#define kthread_run(function, data, name, ...) ({						\
	struct task_struct *__task = kthread_create(function, data, name, ##__VA_ARGS__);	\
	if (!IS_ERR(__task))									\
		__kapi_thread_start(__task);							\
	__task;										\
})

static inline bool kthread_should_stop(void)
{
	return __kapi_atomic_read(&__kapi_threads[__kapi_actor()]->should_stop, 4) != 0;
}

/* Asks the thread to end, waits for it, and lets it go; returns what its function returned. */
static inline int kthread_stop(struct task_struct *task)
{
	int result;

	__kapi_atomic_set(&task->should_stop, 1, 4);
	__kapi_thread_start(task);
	__kapi_wake_actor(task->actor);
	__kapi_join(task->actor);
	result = task->result;
	kfree(task);
	return result;
}

#endif

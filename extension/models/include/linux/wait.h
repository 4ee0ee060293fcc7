/* SPDX-License-Identifier: MIT */
/* Waiting for a condition. Stands in for include/linux/wait.h; queues are named by their address. */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

typedef struct wait_queue_head {
	spinlock_t lock;
	struct list_head head;
} wait_queue_head_t;

struct wait_queue_entry {
	unsigned int flags;
	void *private;
	struct list_head entry;
};

#define DEFINE_WAIT(name) struct wait_queue_entry name = { 0 }
#define __WAIT_QUEUE_HEAD_INITIALIZER(name) { .head = LIST_HEAD_INIT((name).head) }
#define DECLARE_WAIT_QUEUE_HEAD(name) wait_queue_head_t name = __WAIT_QUEUE_HEAD_INITIALIZER(name)

static inline void init_waitqueue_head(wait_queue_head_t *queue)
{
	spin_lock_init(&queue->lock);
	INIT_LIST_HEAD(&queue->head);
}

void prepare_to_wait(wait_queue_head_t *queue, struct wait_queue_entry *entry, int state);
void finish_wait(wait_queue_head_t *queue, struct wait_queue_entry *entry);
void __wake_up(wait_queue_head_t *queue, unsigned int mode, int nr, void *key);

#define wake_up(queue) __wake_up(queue, TASK_NORMAL, 1, NULL)
#define wake_up_all(queue) __wake_up(queue, TASK_NORMAL, 0, NULL)
#define wake_up_interruptible(queue) __wake_up(queue, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_all(queue) __wake_up(queue, TASK_INTERRUPTIBLE, 0, NULL)
#define wake_up_locked_poll(queue, mask) __wake_up(queue, TASK_NORMAL, 1, NULL)

#define wait_event(queue, condition) do {				\
	DEFINE_WAIT(__entry);						\
	might_sleep();							\
	for (;;) {							\
		prepare_to_wait(&(queue), &__entry, TASK_UNINTERRUPTIBLE);	\
		if (condition)						\
			break;						\
		schedule();						\
	}								\
	finish_wait(&(queue), &__entry);				\
} while (0)

/* The wait is cut short where the flow lets "signal_pending" fail. */
#define wait_event_interruptible(queue, condition) ({			\
	int __interrupted = 0;						\
	DEFINE_WAIT(__entry);						\
	might_sleep();							\
	for (;;) {							\
		prepare_to_wait(&(queue), &__entry, TASK_INTERRUPTIBLE);	\
		if (condition)						\
			break;						\
		if (signal_pending(current)) {				\
			__interrupted = -ERESTARTSYS;			\
			break;						\
		}							\
		schedule();						\
	}								\
	finish_wait(&(queue), &__entry);				\
	__interrupted;							\
})

#endif

/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <asm/current.h>
#include <kapi/machine.h>
#include <linux/types.h>
#include <linux/preempt.h>

#define TASK_RUNNING 0
#define TASK_INTERRUPTIBLE 1
#define TASK_UNINTERRUPTIBLE 2
#define TASK_NORMAL (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define MAX_SCHEDULE_TIMEOUT 0x7fffffffffffffffL

struct task_struct;

void schedule(void);
long schedule_timeout(long timeout);
/* A task is the number of its actor, plus 1 (asm/current.h). */
static inline int wake_up_process(struct task_struct *task)
{
	__kapi_wake_actor((unsigned long)task - 1);
	return 1;
}
#define wake_up_state(task, state) wake_up_process(task)
void cond_resched(void);
void might_sleep(void);
#define set_current_state(state) __kapi_set_current_state(state)
#define __set_current_state(state) __kapi_set_current_state(state)
#define might_resched() might_sleep()
#define signal_pending(task) __kapi_fault("signal_pending")
#define cpu_relax() ((void)0)

#endif

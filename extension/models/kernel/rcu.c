/* SPDX-License-Identifier: MIT */
/*
 * Deferred frees. kernel/rcu/tree.c runs callbacks in a softirq or kthread some time after a grace period; here each
 * callback is an actor of its own that waits for one. During setup() and finally() nothing else runs, so there is nothing
 * to wait for.
 */
#include <linux/rcupdate.h>
#include <linux/slab.h>

static void run_callback(void *argument)
{
	struct rcu_head *head = argument;

	synchronize_rcu();
	head->func(head);
}

void call_rcu(struct rcu_head *head, void (*func)(struct rcu_head *head))
{
	head->func = func;
	if (__kapi_actor() == 0)
		func(head);
	else
		__kapi_spawn("rcu", run_callback, head, 0);
}

static void free_after_grace_period(void *object)
{
	synchronize_rcu();
	kfree(object);
}

void kvfree_call_rcu(struct rcu_head *head, void *object)
{
	if (__kapi_actor() == 0)
		kfree(object);
	else
		__kapi_spawn("rcu", free_after_grace_period, object, 0);
}

/**
 * flow: contract-rcu
 * title: What is replaced is freed when no reader can have it any more
 * rows: M31
 * expect: pass
 *
 * The contract of kernel/rcu.c (Documentation/RCU/whatisRCU.rst; kernel/rcu/tree.c, call_rcu(), kvfree_call_rcu()): callbacks and deferred
 * frees run after every read section that was there before them.
 */
#include <kapi/kernel.h>

struct tune {
	int notes;
	struct rcu_head rcu;
};

static struct tune *now, *before;

static struct tune *new_tune(void)
{
	struct tune *tune = kzalloc(sizeof(*tune), GFP_KERNEL);

	BUG_ON(!tune);
	tune->notes = 3;
	return tune;
}

static void free_tune(struct rcu_head *head)
{
	kfree(container_of(head, struct tune, rcu));
}

void setup(void)
{
	now = new_tune();
	before = new_tune();
}

__actor void listener(void)
{
	struct tune *tune;

	rcu_read_lock();
	tune = rcu_dereference(now);
	if (tune)
		BUG_ON(tune->notes != 3);
	tune = rcu_dereference(before);
	if (tune)
		BUG_ON(tune->notes != 3);
	rcu_read_unlock();
}

__actor void composer(void)
{
	struct tune *old = now, *older = before;

	rcu_assign_pointer(now, NULL);
	rcu_assign_pointer(before, NULL);
	call_rcu(&old->rcu, free_tune);
	kfree_rcu(older, rcu);
}

void finally(void)
{
	__kapi_check_leaks();
}

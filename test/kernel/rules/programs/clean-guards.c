/* expect: pass */
/* guard(), scoped_guard() and __free(): locks and memory come back on every way out. */
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_MUTEX(lock);
static DEFINE_SPINLOCK(spin);
static DECLARE_RWSEM(sem);
static int value;

static int update(int to)
{
	guard(mutex)(&lock);

	if (to < 0)
		return -EINVAL;
	scoped_guard(spinlock_irqsave, &spin) {
		value = to;
		if (to == 3)
			return 3;
	}
	scoped_guard(rcu)
		lockdep_assert(rcu_read_lock_held());
	lockdep_assert_held(&lock);
	__kapi_rule(!__kapi_in_atomic(), "value", "the spinlock and the read section are left");
	return 0;
}

static void *build(bool keep)
{
	int *buffer __free(kfree) = kzalloc(64, GFP_KERNEL);

	guard(rwsem_read)(&sem);
	if (!keep)
		return NULL;
	return_ptr(buffer);
}

__actor void one(void)
{
	__kapi_rule(update(-1) == -EINVAL, "value", "refused");
	__kapi_rule(update(3) == 3, "value", "out of the scoped guard");
	__kapi_rule(update(4) == 0, "value", "through");
	build(false);
	kfree(build(true));
}

__actor void two(void)
{
	guard(rwsem_write)(&sem);
	update(5);
}

void finally(void)
{
	__kapi_check_leaks();
	lockdep_assert_not_held(&lock);
}

/* expect: pass */
/* Annotations that hold, on every way out, and one that names no lock. */
#include <linux/compiler.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>

struct counter {
	struct mutex lock;
	int value;
};

static struct counter counter;

static struct counter *take(struct counter *c) __acquires(&c->lock)
{
	mutex_lock(&c->lock);
	return c;
}

static void give(struct counter *c) __releases(&c->lock)
{
	mutex_unlock(&c->lock);
}

static int add(struct counter *c, int n) __must_hold(&c->lock)
{
	if (n == 0)
		return 0;
	c->value += n;
	return c->value;
}

static void enter(void) __acquires(RCU)
{
	rcu_read_lock();
}

__actor void one(void)
{
	struct counter *c = take(&counter);

	add(c, 0);
	add(c, 2);
	give(c);
	enter();
	rcu_read_unlock();
}

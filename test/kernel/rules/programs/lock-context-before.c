/* expect: violation lock-context */
/* A caller forgets the lock that the function needs; nobody else is there to race with it. */
#include <linux/compiler.h>
#include <linux/mutex.h>

struct counter {
	struct mutex lock;
	int value;
};

static struct counter counter;

static void increment(struct counter *c) __must_hold(&c->lock)
{
	c->value++;
}

__actor void one(void)
{
	increment(&counter);
}

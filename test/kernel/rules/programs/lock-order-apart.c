/* expect: incomplete */
/* Each schedule takes one of the two orders, never both: lockdep, which remembers from boot on, would report it all the same. */
#include <linux/mutex.h>

static DEFINE_MUTEX(a);
static DEFINE_MUTEX(b);

static void both(struct mutex *first, struct mutex *second)
{
	mutex_lock(first);
	mutex_lock(second);
	mutex_unlock(second);
	mutex_unlock(first);
}

__actor void either(void)
{
	if (__kapi_choose(2, "the other way round"))
		both(&b, &a);
	else
		both(&a, &b);
}

/* expect: violation lock-held */
/* The caller holds what the function will take. */
#include <linux/mutex.h>

static DEFINE_MUTEX(lock);

static void update(void)
{
	lockdep_assert_not_held(&lock);
}

__actor void writer(void)
{
	mutex_lock(&lock);
	update();
	mutex_unlock(&lock);
}

/* expect: violation lock-not-held */
/* The assertion stands where the lock should be held. */
#include <linux/mutex.h>

static DEFINE_MUTEX(lock);
static int value;

__actor void writer(void)
{
	lockdep_assert_held(&lock);
	value = 1;
}

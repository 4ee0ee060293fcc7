/* expect: violation lock-context */
/* The error path gives the lock back, which the annotation says is still held at the end. */
#include <linux/compiler.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(lock);
static int value;

static int set(int to) __must_hold(&lock)
{
	if (to < 0) {
		mutex_unlock(&lock);
		return -1;
	}
	value = to;
	return 0;
}

__actor void setter(void)
{
	mutex_lock(&lock);
	if (set(-1) == 0)
		mutex_unlock(&lock);
}

/* expect: violation lock-held-at-exit */
#include <linux/mutex.h>
#include <linux/errno.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
static int fill(int full)
{
	mutex_lock(&m);
	if (full)
		return -ENOSPC;
	mutex_unlock(&m);
	return 0;
}
__actor void a(void) { fill(0); fill(1); }

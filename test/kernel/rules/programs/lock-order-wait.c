/* expect: violation lock-order */
/*
 * What others wait for takes a lock that they hold while they wait. Here nobody meets: the job is done before anybody
 * waits for it, and only the order of the lock and the wait tells.
 */
#include <linux/lockdep.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(lock);
static struct lockdep_map signalling;
static int done;

static void wait_for_job(void)
{
	lock_map_acquire(&signalling);
	lock_map_release(&signalling);
	__kapi_wait_equal(&done, sizeof(done), 1);
}

void setup(void)
{
	mutex_lock(&lock);
	done = 1;
	wait_for_job();
	done = 0;
	mutex_unlock(&lock);
}

__actor void worker(void)
{
	lock_map_acquire_read(&signalling);
	mutex_lock(&lock);
	done = 1;
	mutex_unlock(&lock);
	lock_map_release(&signalling);
}

/* expect: violation deadlock */
/* flush_work() under the lock that the work needs. */
#include <linux/mutex.h>
#include <linux/workqueue.h>

static DEFINE_MUTEX(lock);
static int done;

static void work_fn(struct work_struct *work)
{
	mutex_lock(&lock);
	done = 1;
	mutex_unlock(&lock);
}

static DECLARE_WORK(work, work_fn);

__actor void closer(void)
{
	schedule_work(&work);
	mutex_lock(&lock);
	flush_work(&work);
	mutex_unlock(&lock);
}

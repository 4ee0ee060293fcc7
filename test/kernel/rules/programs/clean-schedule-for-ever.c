/* expect: pass */
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/bug.h>
#include <kapi/machine.h>
static DEFINE_SPINLOCK(lock);
static struct task_struct *sleeper;
static int done;
__actor void waits(void)
{
	long left = MAX_SCHEDULE_TIMEOUT;

	spin_lock(&lock);
	sleeper = current;
	while (!done && left > 0) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		spin_unlock(&lock);
		left = schedule_timeout(left);
		spin_lock(&lock);
	}
	set_current_state(TASK_RUNNING);
	spin_unlock(&lock);
	/* Without a bound there is no other way out of the loop. */
	BUG_ON(!done || left != MAX_SCHEDULE_TIMEOUT);
}
__actor void wakes(void)
{
	spin_lock(&lock);
	done = 1;
	if (sleeper)
		wake_up_process(sleeper);
	spin_unlock(&lock);
}

/* expect: violation sleep-in-atomic */
/* A timer's function runs in a softirq: no mutex there. */
#include <linux/mutex.h>
#include <linux/timer.h>

static DEFINE_MUTEX(lock);

static void tick(struct timer_list *timer)
{
	mutex_lock(&lock);
	mutex_unlock(&lock);
}

static DEFINE_TIMER(timer, tick);

__actor void arm(void)
{
	mod_timer(&timer, jiffies + 1);
}

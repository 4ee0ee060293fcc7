/* expect: pass */
/* Work, timers and threads that are waited for before what they use is freed. */
#include <linux/kthread.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct device {
	struct work_struct work;
	struct timer_list timer;
	int worked, ticked;
};

static void work_fn(struct work_struct *work)
{
	WRITE_ONCE(container_of(work, struct device, work)->worked, 1);
}

static void tick(struct timer_list *timer)
{
	struct device *device = from_timer(device, timer, timer);

	WRITE_ONCE(device->ticked, 1);
}

static int thread(void *data)
{
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!kthread_should_stop())
			schedule();
		set_current_state(TASK_RUNNING);
	}
	return 5;
}

__actor void life(void)
{
	struct device *device = kzalloc(sizeof(*device), GFP_KERNEL);
	struct task_struct *task = kthread_run(thread, device, "thread");
	int ret;

	INIT_WORK(&device->work, work_fn);
	timer_setup(&device->timer, tick, 0);
	schedule_work(&device->work);
	mod_timer(&device->timer, jiffies + 1);
	timer_delete_sync(&device->timer);
	__kapi_rule(!timer_pending(&device->timer), "value", "the timer is idle");
	cancel_work_sync(&device->work);
	ret = kthread_stop(task);
	__kapi_rule(ret == 5 || ret == -EINTR, "value", "what the thread returned, or that it was stopped before it began");
	kfree(device);
}

void finally(void)
{
	__kapi_check_leaks();
}

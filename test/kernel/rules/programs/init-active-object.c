/* expect: violation init-active-object */
/* Work is set up a second time while it is queued. */
#include <linux/workqueue.h>

static struct work_struct work;

static void run(struct work_struct *item)
{
}

__actor void open(void)
{
	INIT_WORK(&work, run);
	schedule_work(&work);
	INIT_WORK(&work, run);
}

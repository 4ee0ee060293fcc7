/* expect: violation use-after-free */
/* cancel_work() does not wait: the function may run already when the memory goes. */
#include <linux/slab.h>
#include <linux/workqueue.h>

struct device {
	struct work_struct reset;
	int resets;
};

static void reset(struct work_struct *work)
{
	container_of(work, struct device, reset)->resets++;
}

__actor void remove(void)
{
	struct device *device = kzalloc(sizeof(*device), GFP_KERNEL);

	INIT_WORK(&device->reset, reset);
	schedule_work(&device->reset);
	cancel_work(&device->reset);
	kfree(device);
}

/* expect: violation free-active-object */
/* The timer is not taken back before its memory goes. */
#include <linux/slab.h>
#include <linux/timer.h>

struct device {
	struct timer_list watchdog;
	int ticks;
};

static void tick(struct timer_list *timer)
{
	struct device *device = from_timer(device, timer, watchdog);

	device->ticks++;
}

__actor void probe_and_remove(void)
{
	struct device *device = kzalloc(sizeof(*device), GFP_KERNEL);

	timer_setup(&device->watchdog, tick, 0);
	mod_timer(&device->watchdog, jiffies + HZ);
	kfree(device);
}

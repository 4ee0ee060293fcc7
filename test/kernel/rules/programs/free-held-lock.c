/* expect: violation free-held-lock */
#include <linux/mutex.h>
#include <linux/slab.h>
#include <kapi/machine.h>
struct thing { int value; struct mutex lock; };
__actor void a(void)
{
	struct thing *thing = kzalloc(sizeof(*thing), GFP_KERNEL);

	mutex_init(&thing->lock);
	mutex_lock(&thing->lock);
	kfree(thing);
}

/* expect: violation sleep-in-atomic */
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <kapi/machine.h>
static DEFINE_SPINLOCK(s);
__actor void a(void)
{
	void *p;

	spin_lock(&s);
	p = kmalloc(16, GFP_KERNEL);
	spin_unlock(&s);
	kfree(p);
}

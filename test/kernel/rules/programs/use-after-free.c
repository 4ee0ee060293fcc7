/* expect: violation use-after-free */
#include <linux/slab.h>
#include <linux/refcount.h>
#include <kapi/machine.h>
struct obj { refcount_t refs; int value; };
static struct obj *shared;
void setup(void)
{
	shared = kzalloc(sizeof(*shared), GFP_KERNEL);
	refcount_set(&shared->refs, 1);
}
__actor void reader(void) { shared->value++; }
__actor void closer(void) { if (refcount_dec_and_test(&shared->refs)) kfree(shared); }

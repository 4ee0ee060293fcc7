/* expect: violation out-of-bounds */
#include <linux/slab.h>
#include <kapi/machine.h>
__actor void a(void)
{
	int *p = kzalloc(4 * sizeof(*p), GFP_KERNEL);
	int i;

	for (i = 0; i <= 4; i++)
		p[i] = i;
	kfree(p);
}

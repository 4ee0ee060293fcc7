/* expect: pass */
/* A spin that somebody else always ends. */
#include <kapi/machine.h>
#include <linux/compiler.h>

static int ready;

__actor void waiter(void)
{
	while (!READ_ONCE(ready))
		;
}

__actor void giver(void)
{
	WRITE_ONCE(ready, 1);
}

/* expect: violation endless-loop */
/* An actor waits by spinning for what the other one forgets on one of its ways. */
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
	if (__kapi_choose(2, "an error"))
		return;
	WRITE_ONCE(ready, 1);
}

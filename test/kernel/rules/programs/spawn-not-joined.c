/* expect: violation done */
#include <kapi/machine.h>
static int done;
static void work(void *data) { *(int *)data = 1; }
__actor void a(void)
{
	__kapi_spawn("work", work, &done, 0);
	__kapi_rule(done == 1, "done", "the worker has run");
}

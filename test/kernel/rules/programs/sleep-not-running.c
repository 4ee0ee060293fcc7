/* expect: violation sleep-not-running */
#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
__actor void a(void)
{
	__kapi_set_current_state(1);
	mutex_lock(&m);
	mutex_unlock(&m);
	__kapi_set_current_state(0);
}

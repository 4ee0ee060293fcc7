/* expect: violation sleep-in-atomic */
#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
__irq_actor void handler(void) { mutex_lock(&m); mutex_unlock(&m); }

/* expect: violation sleep-in-atomic */
#include <linux/rcupdate.h>
#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
__actor void a(void) { rcu_read_lock(); mutex_lock(&m); mutex_unlock(&m); rcu_read_unlock(); }

/* expect: violation sleep-in-atomic */
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
static DEFINE_SPINLOCK(s);
__actor void a(void) { spin_lock(&s); mutex_lock(&m); mutex_unlock(&m); spin_unlock(&s); }

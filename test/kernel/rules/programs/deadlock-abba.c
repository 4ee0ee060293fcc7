/* expect: violation deadlock */
#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(a);
static DEFINE_MUTEX(b);
__actor void one(void) { mutex_lock(&a); mutex_lock(&b); mutex_unlock(&b); mutex_unlock(&a); }
__actor void two(void) { mutex_lock(&b); mutex_lock(&a); mutex_unlock(&a); mutex_unlock(&b); }

/* expect: violation lock-recursion */
#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
static void inner(void) { mutex_lock(&m); mutex_unlock(&m); }
__actor void a(void) { mutex_lock(&m); inner(); mutex_unlock(&m); }

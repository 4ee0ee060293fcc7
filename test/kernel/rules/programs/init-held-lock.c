/* expect: violation init-held-lock */
#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
__actor void a(void) { mutex_lock(&m); mutex_init(&m); mutex_unlock(&m); }

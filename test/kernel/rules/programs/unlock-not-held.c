/* expect: violation unlock-not-held */
#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
__actor void owner(void) { mutex_lock(&m); mutex_unlock(&m); }
__actor void thief(void) { mutex_unlock(&m); }

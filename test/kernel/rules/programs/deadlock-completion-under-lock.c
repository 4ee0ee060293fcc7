/* expect: violation deadlock */
#include <linux/mutex.h>
#include <linux/completion.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
static struct completion done;
__actor void waiter(void) { mutex_lock(&m); wait_for_completion(&done); mutex_unlock(&m); }
__actor void signaller(void) { mutex_lock(&m); mutex_unlock(&m); complete(&done); }

/* expect: violation lock-held-at-exit */
#include <linux/rcupdate.h>
#include <kapi/machine.h>
__actor void a(void) { rcu_read_lock(); }

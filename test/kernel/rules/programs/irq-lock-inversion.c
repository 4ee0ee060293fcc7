/* expect: violation irq-lock-inversion */
#include <linux/spinlock.h>
#include <kapi/machine.h>
static DEFINE_SPINLOCK(s);
static int events;
__irq_actor void handler(void) { spin_lock(&s); events++; spin_unlock(&s); }
__actor void reader(void) { spin_lock(&s); events = 0; spin_unlock(&s); }

/* expect: pass */
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/rwsem.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(m);
static DEFINE_SPINLOCK(s);
static DECLARE_RWSEM(sem);
static int counter, events, config = 1;
static void work(void)
{
	int step;

	down_read(&sem);
	step = config;
	up_read(&sem);
	mutex_lock(&m);
	counter += step;
	mutex_unlock(&m);
}
__actor void one(void) { work(); }
__actor void two(void) { work(); }
__actor void writer(void) { down_write(&sem); config = 1; up_write(&sem); }
__actor void process(void) { spin_lock_irq(&s); events++; spin_unlock_irq(&s); }
__irq_actor void handler(void) { spin_lock(&s); events++; spin_unlock(&s); }
void finally(void) { __kapi_rule(counter == 2 && events == 2, "count", "every increment counts"); }

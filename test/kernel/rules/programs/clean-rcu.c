/* expect: pass */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <kapi/machine.h>
struct config { int value; };
static struct config *current_config;
static int seen;
void setup(void) { current_config = kzalloc(sizeof(*current_config), GFP_KERNEL); }
__actor void reader(void)
{
	struct config *config;

	rcu_read_lock();
	config = rcu_dereference(current_config);
	if (config)
		seen = config->value;
	rcu_read_unlock();
}
__actor void updater(void)
{
	struct config *old = current_config;

	rcu_assign_pointer(current_config, 0);
	synchronize_rcu();
	kfree(old);
}

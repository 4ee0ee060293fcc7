/* A configuration that is read under RCU. */
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

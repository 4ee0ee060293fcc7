/* expect: pass */
#include "config-rcu.h"
__actor void updater(void)
{
	struct config *old = current_config;

	rcu_assign_pointer(current_config, 0);
	synchronize_rcu();
	kfree(old);
}

/* expect: violation use-after-free */
#include "config-rcu.h"
__actor void updater(void)
{
	struct config *old = current_config;

	rcu_assign_pointer(current_config, 0);
	kfree(old);
}

/* SPDX-License-Identifier: MIT */
/* Read-copy-update. Stands in for include/linux/rcupdate.h; read sections and grace periods are primitives. */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/cleanup.h>
#include <kapi/machine.h>
#include <linux/lockdep.h>
#include <linux/types.h>

void rcu_read_lock(void);
void rcu_read_unlock(void);
void synchronize_rcu(void);

#define rcu_read_lock_held() (__kapi_rcu_depth() > 0)
#define RCU_LOCKDEP_WARN(condition, message) __kapi_rule(!(condition), "rcu-usage", message)

#define rcu_dereference_check(p, condition) ({								\
	__kapi_rule((condition) || __kapi_rcu_depth() > 0, "rcu-usage",					\
		    "rcu_dereference_check(" #p ") outside an RCU read section, and the condition does not hold");	\
	(typeof(*(p)) __force *)READ_ONCE(p);								\
})
#define rcu_dereference(p) rcu_dereference_check(p, 0)
#define rcu_dereference_protected(p, condition) ({							\
	__kapi_rule(!!(condition), "rcu-usage", "rcu_dereference_protected(" #p "): the condition does not hold");	\
	(typeof(*(p)) __force *)(p);									\
})
#define rcu_dereference_raw(p) ((typeof(*(p)) __force *)READ_ONCE(p))
#define rcu_access_pointer(p) ((typeof(*(p)) __force *)READ_ONCE(p))
#define rcu_assign_pointer(p, value) WRITE_ONCE(p, value)
#define RCU_INIT_POINTER(p, value) WRITE_ONCE(p, value)
#define RCU_INITIALIZER(value) (value)
#define rcu_pointer_handoff(p) (p)
#define rcu_replace_pointer(p, value, condition) ({							\
	typeof(*(p)) __force *__replaced = rcu_dereference_protected(p, condition);					\
	rcu_assign_pointer(p, value);									\
	__replaced;											\
})

/* After a grace period; runs beside everything else, as kernel/rcu does it. */
void call_rcu(struct rcu_head *head, void (*func)(struct rcu_head *head));
void kvfree_call_rcu(struct rcu_head *head, void *object);
#define kfree_rcu(ptr, field) kvfree_call_rcu(&(ptr)->field, (ptr))
#define kfree_rcu_mightsleep(ptr) do { synchronize_rcu(); kfree(ptr); } while (0)
void kfree(const void *object);

DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

#endif

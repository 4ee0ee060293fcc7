/* SPDX-License-Identifier: MIT */
/* What must never be true. Stands in for include/linux/bug.h: a WARN whose condition holds is a broken rule. */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <kapi/machine.h>
#include <linux/types.h>
#include <linux/build_bug.h>

#define WARN_ON(condition) ({				\
	int __warned = !!(condition);			\
	if (__warned)					\
		__kapi_warn(#condition);	\
	__warned;					\
})
#define WARN(condition, format...) ({			\
	int __warned = !!(condition);			\
	if (__warned)					\
		__kapi_warn(#condition);	\
	__warned;					\
})
#define WARN_ON_ONCE(condition) WARN_ON(condition)
#define WARN_ONCE(condition, format...) WARN(condition, format)
#define WARN_RATELIMIT(condition, format...) WARN(condition, format)
#define VM_WARN_ON(condition) WARN_ON(condition)
#define VM_BUG_ON(condition) BUG_ON(condition)
#define BUG() __kapi_bug("reached")
#define BUG_ON(condition) do { if (condition) __kapi_bug(#condition); } while (0)

#endif

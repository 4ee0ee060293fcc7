/* SPDX-License-Identifier: MIT */
/*
 * Locks that are given back where their scope ends. Stands in for include/linux/cleanup.h: guard(mutex)(&lock) until the end
 * of the block, scoped_guard(mutex, &lock) for the statement below it. A kind of guard is a pair of functions.
 */
#ifndef _LINUX_CLEANUP_H
#define _LINUX_CLEANUP_H

#include <linux/compiler.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

#define DEFINE_GUARD(kind, type, take, give)					\
	typedef type guard_##kind##_t;						\
	static inline guard_##kind##_t guard_##kind##_take(guard_##kind##_t _T)	\
	{									\
		take;								\
		return _T;							\
	}									\
	static inline void guard_##kind##_give(guard_##kind##_t *held)		\
	{									\
		guard_##kind##_t _T = *held;					\
										\
		if (_T) {							\
			give;							\
		}								\
	}

#define __guard_name(line) __guard_at_##line
#define __guard_at(line) __guard_name(line)
#define guard(kind) \
	guard_##kind##_t __guard_at(__LINE__) __attribute__((cleanup(guard_##kind##_give))) = guard_##kind##_take
#define scoped_guard(kind, lock)						\
	for (guard_##kind##_t __scope __attribute__((cleanup(guard_##kind##_give))) = guard_##kind##_take(lock),	\
	     *__done = NULL; !__done; __done = (void *)1)

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))
DEFINE_GUARD(spinlock, spinlock_t *, spin_lock(_T), spin_unlock(_T))

#endif

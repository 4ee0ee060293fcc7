/* SPDX-License-Identifier: MIT */
/* Sleeping locks. Stands in for include/linux/mutex.h (Documentation/locking/mutex-design.rst); primitives. */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/cleanup.h>
#include <linux/lockdep.h>
#include <linux/types.h>

struct mutex {
	u32 owner;
	u32 lock_class;
	u32 pad[6];
};

#define __MUTEX_INITIALIZER(name) { 0 }
#define DEFINE_MUTEX(name) struct mutex name = __MUTEX_INITIALIZER(name)

void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key);
/* As in the kernel, a place that initialises locks makes them a class. */
#define mutex_init(lock) do {				\
	static struct lock_class_key __key;		\
	__mutex_init((lock), #lock, &__key);		\
} while (0)
void mutex_lock(struct mutex *lock);
void mutex_lock_nested(struct mutex *lock, unsigned int subclass);
int __must_check mutex_lock_interruptible(struct mutex *lock);
int __must_check mutex_lock_killable(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
bool mutex_is_locked(struct mutex *lock);
void mutex_destroy(struct mutex *lock);

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))

#endif

/* SPDX-License-Identifier: MIT */
/* Assertions about locks. Stands in for include/linux/lockdep.h; "held" means by the running actor. */
#ifndef _LINUX_LOCKDEP_H
#define _LINUX_LOCKDEP_H

#include <kapi/machine.h>
#include <linux/types.h>

struct lock_class_key { char unused; };
struct lockdep_map {
	u32 unused;
	u32 lock_class;
};

#define lockdep_is_held(lock) (__kapi_lock_held(lock) != 0)
#define lockdep_is_held_type(lock, read) (__kapi_lock_held(lock) == ((read) ? 2 : 1))

#define lockdep_assert(condition) \
	__kapi_rule(!!(condition), "lockdep-assert", "lockdep_assert(" #condition ") does not hold")
#define lockdep_assert_held(lock) \
	__kapi_rule(__kapi_lock_held(lock) != 0, "lock-not-held", #lock " is not held, which this code asserts")
#define lockdep_assert_not_held(lock) \
	__kapi_rule(__kapi_lock_held(lock) == 0, "lock-held", #lock " is held, which this code asserts it is not")
#define lockdep_assert_held_write(lock) \
	__kapi_rule(__kapi_lock_held(lock) == 1, "lock-not-held", #lock " is not held for writing, which this code asserts")
struct lock_class_key;
#define lockdep_set_class(lock, key) ((void)(key))
#define lockdep_assert_held_read(lock) \
	__kapi_rule(__kapi_lock_held(lock) == 2, "lock-not-held", #lock " is not held for reading, which this code asserts")
#define lockdep_assert_held_once(lock) lockdep_assert_held(lock)
#define lockdep_assert_none_held_once() ((void)0)
#define lockdep_assert_once(condition) lockdep_assert(condition)
/* Takes part in the order of locks without keeping anybody out; for waits that are no locks. */
void lock_map_acquire(struct lockdep_map *map);
void lock_map_acquire_read(struct lockdep_map *map);
void lock_map_release(struct lockdep_map *map);
int lock_map_held(struct lockdep_map *map);
#define STATIC_LOCKDEP_MAP_INIT(name, key) { 0 }

#define lockdep_set_class(lock, key) ((void)(key))
#define lockdep_set_novalidate_class(lock) ((void)0)
#define lockdep_init_map(map, name, key, sub) ((void)0)
#define lockdep_off() ((void)0)
#define lockdep_on() ((void)0)

/* Says that the lock may be taken here: the same rules as taking and releasing it, without the wait. */
#define might_lock(lock) do {									\
	might_sleep();										\
	__kapi_rule(__kapi_lock_held(lock) == 0, "lock-held", #lock " may be taken here, but is held already");	\
} while (0)
#define might_lock_read(lock) might_lock(lock)

void might_sleep(void);

#endif

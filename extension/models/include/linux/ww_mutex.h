/* SPDX-License-Identifier: MIT */
/*
 * Wound/wait mutexes: several locks of one class without a fixed order. Stands in for include/linux/ww_mutex.h
 * (Documentation/locking/ww-mutex-design.rst). Locking and unlocking are primitives, the rest is C over them.
 */
#ifndef _LINUX_WW_MUTEX_H
#define _LINUX_WW_MUTEX_H

#include <linux/atomic.h>
#include <linux/mutex.h>

struct ww_class {
	atomic_long_t stamp;
	const char *acquire_name;
	const char *mutex_name;
	unsigned int is_wait_die;
};

struct ww_acquire_ctx {
	u64 task;
	unsigned long stamp;
	unsigned int acquired;
	unsigned short wounded;
	unsigned short is_wait_die;
};

struct ww_mutex {
	struct mutex base;
	struct ww_acquire_ctx *ctx;
};

#define DEFINE_WW_CLASS(name) struct ww_class name = { .acquire_name = #name "_acquire", .mutex_name = #name "_mutex" }
#define DEFINE_WD_CLASS(name) \
	struct ww_class name = { .acquire_name = #name "_acquire", .mutex_name = #name "_mutex", .is_wait_die = 1 }

static inline void ww_mutex_init(struct ww_mutex *lock, struct ww_class *ww_class)
{
	__mutex_init(&lock->base, ww_class->mutex_name, (struct lock_class_key *)ww_class);
	lock->ctx = NULL;
}

static inline void ww_acquire_init(struct ww_acquire_ctx *ctx, struct ww_class *ww_class)
{
	ctx->task = __kapi_actor() + 1;
	ctx->stamp = __kapi_fetch_add(&ww_class->stamp, 1, 8) + 1;
	ctx->acquired = 0;
	ctx->wounded = 0;
	ctx->is_wait_die = ww_class->is_wait_die;
}

void ww_acquire_done(struct ww_acquire_ctx *ctx);
void ww_acquire_fini(struct ww_acquire_ctx *ctx);
int ww_mutex_lock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);
int __must_check ww_mutex_lock_interruptible(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);
int __must_check ww_mutex_trylock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);
void ww_mutex_unlock(struct ww_mutex *lock);

/* After -EDEADLK: no lock of the context may be held any more. */
static inline void ww_mutex_lock_slow(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	__kapi_rule(ctx->acquired == 0, "ww-mutex", "ww_mutex_lock_slow() with locks of the context still held");
	ww_mutex_lock(lock, ctx);
}

static inline int ww_mutex_lock_slow_interruptible(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	__kapi_rule(ctx->acquired == 0, "ww-mutex", "ww_mutex_lock_slow() with locks of the context still held");
	return ww_mutex_lock_interruptible(lock, ctx);
}

static inline bool ww_mutex_is_locked(struct ww_mutex *lock)
{
	return mutex_is_locked(&lock->base);
}

static inline void ww_mutex_destroy(struct ww_mutex *lock)
{
	mutex_destroy(&lock->base);
}

#endif

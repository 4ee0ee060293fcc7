/* SPDX-License-Identifier: MIT */
/*
 * Timers. Stands in for include/linux/timer.h (Documentation/timers/, kernel/time/timer.c). Time is not modelled: an armed
 * timer may fire at any moment, in softirq context. A timer that is armed again before it fires fires once.
 */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#include <kapi/machine.h>
#include <linux/container_of.h>
#include <linux/debugobjects.h>
#include <linux/jiffies.h>
#include <linux/types.h>

struct timer_list {
	int actor;
	unsigned long expires;
	void (*function)(struct timer_list *timer);
	u32 flags;
};

#define TIMER_DEFERRABLE 0x00080000
#define TIMER_IRQSAFE 0x00200000
#define DEFINE_TIMER(name, fn) struct timer_list name = { .function = (fn) }

static inline void timer_setup(struct timer_list *timer, void (*function)(struct timer_list *timer), unsigned int flags)
{
	__kapi_object_init(timer);
	timer->actor = 0;
	timer->function = function;
	timer->flags = flags;
}

#define timer_setup_on_stack(timer, fn, flags) timer_setup(timer, fn, flags)
#define destroy_timer_on_stack(timer) ((void)(timer))
#define timer_container_of(var, timer, field) container_of(timer, typeof(*var), field)
#define from_timer(var, timer, field) timer_container_of(var, timer, field)

static void __kapi_timer_fire(void *argument)
{
	struct timer_list *timer = argument;

	/* Whoever took it back may have freed it since. */
	if (__kapi_object_deactivate(timer))
		timer->function(timer);
}

static inline int timer_pending(const struct timer_list *timer)
{
	return __kapi_object_active(timer);
}

static inline int mod_timer(struct timer_list *timer, unsigned long expires)
{
	timer->expires = expires;
	if (!__kapi_object_activate(timer))
		return 1;
	timer->actor = __kapi_spawn("timer", __kapi_timer_fire, timer, 1);
	return 0;
}

static inline void add_timer(struct timer_list *timer)
{
	mod_timer(timer, timer->expires);
}

static inline int timer_delete(struct timer_list *timer)
{
	return __kapi_object_deactivate(timer);
}

/* Waits for a function that runs already; whoever holds a lock that it needs waits for ever. */
static inline int timer_delete_sync(struct timer_list *timer)
{
	int was_pending = timer_delete(timer);

	if (timer->actor)
		__kapi_spin_join(timer->actor);
	return was_pending;
}

#define del_timer(timer) timer_delete(timer)
#define del_timer_sync(timer) timer_delete_sync(timer)
#define timer_shutdown_sync(timer) timer_delete_sync(timer)

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What runs where a scope ends. Stands in for include/linux/cleanup.h: the same names over the compiler's cleanup
 * attribute, which the machine obeys on every way out of a scope.
 */
#ifndef _LINUX_CLEANUP_H
#define _LINUX_CLEANUP_H

#include <linux/compiler.h>

/* A variable declared with __free(name) is handed to `free`, as _T, at the end of its scope. */
#define DEFINE_FREE(name, type, free)						\
static inline void __free_##name(void *__variable)				\
{										\
	type _T = *(type *)__variable;						\
	free;									\
}

#define __free(name) __attribute__((cleanup(__free_##name)))

#define __get_and_null(p, nullvalue) ({						\
	__auto_type __pointer = &(p);						\
	__auto_type __value = *__pointer;					\
	*__pointer = nullvalue;							\
	__value;								\
})
#define no_free_ptr(p) __get_and_null(p, NULL)
#define return_ptr(p) return no_free_ptr(p)
#define retain_and_null_ptr(p) ((void)__get_and_null(p, NULL))

/* A class: how its variables are made, and what happens to them, as _T, at the end of their scope. */
#define DEFINE_CLASS(name, type, exit, init, init_args...)			\
typedef type class_##name##_t;							\
static inline void class_##name##_destructor(type *__variable)			\
{										\
	type _T = *__variable;							\
	exit;									\
}										\
static inline type class_##name##_constructor(init_args)			\
{										\
	type __made = init;							\
	return __made;								\
}

#define CLASS(name, var)							\
	class_##name##_t var __attribute__((cleanup(class_##name##_destructor))) = class_##name##_constructor

/* A class whose variables hold a lock. */
#define DEFINE_GUARD(name, type, lock, unlock)					\
	DEFINE_CLASS(name, type, if (_T) { unlock; }, ({ lock; _T; }), type _T)	\
	static inline void *class_##name##_lock_ptr(class_##name##_t *_T) { return (void *)*_T; }

#define DEFINE_LOCK_GUARD_1(name, type, lock_it, unlock_it, members...)	\
typedef struct { type *lock; members; } class_##name##_t;			\
static inline void class_##name##_destructor(class_##name##_t *_T)		\
{										\
	if (_T->lock) { unlock_it; }						\
}										\
static inline class_##name##_t class_##name##_constructor(type *l)		\
{										\
	class_##name##_t __made = { .lock = l }, *_T = &__made;			\
	lock_it;								\
	return __made;								\
}										\
static inline void *class_##name##_lock_ptr(class_##name##_t *_T) { return _T->lock; }

#define DEFINE_LOCK_GUARD_0(name, lock_it, unlock_it, members...)		\
typedef struct { void *lock; members; } class_##name##_t;			\
static inline void class_##name##_destructor(class_##name##_t *_T)		\
{										\
	if (_T->lock) { unlock_it; }						\
}										\
static inline class_##name##_t class_##name##_constructor(void)			\
{										\
	class_##name##_t __made = { .lock = (void *)1 }, *_T = &__made;		\
	lock_it;								\
	return __made;								\
}										\
static inline void *class_##name##_lock_ptr(class_##name##_t *_T) { return _T->lock; }

#define guard(name) CLASS(name, __UNIQUE_ID(guard))
#define scoped_guard(name, args...)						\
	for (CLASS(name, scope)(args), *done = NULL;				\
	     class_##name##_lock_ptr(&scope) && !done; done = (void *)1)

#endif

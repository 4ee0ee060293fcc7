/* SPDX-License-Identifier: MIT */
/* Atomic counters; each call is one step. Stands in for include/linux/atomic.h (Documentation/atomic_t.txt). */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <kapi/machine.h>
#include <linux/types.h>
#include <asm/barrier.h>

#define __KAPI_ATOMIC(prefix, counter_type, type, bytes)							\
static inline type prefix##_read(const counter_type *v)								\
{														\
	return (type)__kapi_atomic_read(v, bytes);								\
}														\
static inline void prefix##_set(counter_type *v, type i)							\
{														\
	__kapi_atomic_set(v, i, bytes);										\
}														\
static inline type prefix##_fetch_add(type i, counter_type *v)							\
{														\
	return (type)__kapi_fetch_add(v, i, bytes);								\
}														\
static inline type prefix##_add_return(type i, counter_type *v)							\
{														\
	return (type)__kapi_fetch_add(v, i, bytes) + i;								\
}														\
static inline type prefix##_sub_return(type i, counter_type *v)							\
{														\
	return (type)__kapi_fetch_add(v, -i, bytes) - i;							\
}														\
static inline void prefix##_add(type i, counter_type *v)							\
{														\
	__kapi_fetch_add(v, i, bytes);										\
}														\
static inline void prefix##_sub(type i, counter_type *v)							\
{														\
	__kapi_fetch_add(v, -i, bytes);										\
}														\
static inline void prefix##_inc(counter_type *v)								\
{														\
	__kapi_fetch_add(v, 1, bytes);										\
}														\
static inline void prefix##_dec(counter_type *v)								\
{														\
	__kapi_fetch_add(v, -1, bytes);										\
}														\
static inline type prefix##_inc_return(counter_type *v)								\
{														\
	return prefix##_add_return(1, v);									\
}														\
static inline type prefix##_dec_return(counter_type *v)								\
{														\
	return prefix##_sub_return(1, v);									\
}														\
static inline bool prefix##_dec_and_test(counter_type *v)							\
{														\
	return prefix##_sub_return(1, v) == 0;									\
}														\
static inline bool prefix##_inc_and_test(counter_type *v)							\
{														\
	return prefix##_add_return(1, v) == 0;									\
}														\
static inline bool prefix##_add_unless(counter_type *v, type a, type u)						\
{														\
	return (type)__kapi_fetch_add_unless(v, a, u, bytes) != u;						\
}														\
static inline bool prefix##_inc_not_zero(counter_type *v)							\
{														\
	return prefix##_add_unless(v, 1, 0);									\
}														\
static inline type prefix##_xchg(counter_type *v, type i)							\
{														\
	return (type)__kapi_xchg(v, i, bytes);									\
}														\
static inline type prefix##_cmpxchg(counter_type *v, type old, type i)						\
{														\
	return (type)__kapi_cmpxchg(v, old, i, bytes);								\
}														\
static inline void prefix##_or(type i, counter_type *v)								\
{														\
	__kapi_fetch_or(v, i, bytes);										\
}														\
static inline void prefix##_andnot(type i, counter_type *v)							\
{														\
	__kapi_fetch_and(v, ~i, bytes);										\
}														\
static inline type prefix##_fetch_or(type i, counter_type *v)							\
{														\
	return (type)__kapi_fetch_or(v, i, bytes);								\
}														\
static inline type prefix##_fetch_andnot(type i, counter_type *v)						\
{														\
	return (type)__kapi_fetch_and(v, ~i, bytes);								\
}

__KAPI_ATOMIC(atomic, atomic_t, int, 4)
__KAPI_ATOMIC(atomic64, atomic64_t, s64, 8)
__KAPI_ATOMIC(atomic_long, atomic_long_t, long, 8)

#define xchg(ptr, value) ((typeof(*(ptr)))__kapi_xchg((ptr), (unsigned long long)(value), sizeof(*(ptr))))
#define cmpxchg(ptr, old, value) \
	((typeof(*(ptr)))__kapi_cmpxchg((ptr), (unsigned long long)(old), (unsigned long long)(value), sizeof(*(ptr))))

#endif

/* SPDX-License-Identifier: MIT */
/* Arithmetic that tells when it wraps. Stands in for include/linux/overflow.h. */
#ifndef _LINUX_OVERFLOW_H
#define _LINUX_OVERFLOW_H

#include <linux/types.h>
#include <linux/limits.h>

#define check_add_overflow(a, b, d) __builtin_add_overflow(a, b, d)
#define check_sub_overflow(a, b, d) __builtin_sub_overflow(a, b, d)
#define check_mul_overflow(a, b, d) __builtin_mul_overflow(a, b, d)

#define overflows_type(n, type) ((typeof(n))(type)(n) != (n))

static inline size_t size_mul(size_t a, size_t b)
{
	return b && a > SIZE_MAX / b ? SIZE_MAX : a * b;
}

static inline size_t size_add(size_t a, size_t b)
{
	return a + b < a ? SIZE_MAX : a + b;
}

#define array_size(a, b) size_mul(a, b)
#define flex_array_size(p, member, count) size_mul(count, sizeof((p)->member[0]))
#define struct_size(p, member, count) size_add(sizeof(*(p)), flex_array_size(p, member, count))
#define struct_size_t(type, member, count) struct_size((type *)NULL, member, count)

#define is_signed_type(type) (((type)(-1)) < (type)1)
/* The largest number of an integer type, or of the type that an expression has. */
#define __half_max(type) ((type)1 << (8 * sizeof(type) - 1 - is_signed_type(type)))
#define __type_max(type) ((type)((__half_max(type) - 1) + __half_max(type)))
#define type_max(t) __type_max(typeof(t))

#endif

/* SPDX-License-Identifier: MIT */
/* Small arithmetic that every driver uses. Stands in for include/linux/kernel.h and what it includes. */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/types.h>
#include <linux/align.h>
#include <linux/bug.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kconfig.h>
#include <linux/limits.h>
#include <linux/log2.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/bits.h>
#include <linux/printk.h>
#include <linux/sched.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define upper_32_bits(n) ((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n) ((u32)((n) & 0xffffffff))
#define u64_to_user_ptr(x) ((void *)(uintptr_t)(x))
#define PTR_IF(condition, ptr) ((condition) ? (ptr) : NULL)

#endif

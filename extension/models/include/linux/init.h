/* SPDX-License-Identifier: MIT */
/*
 * Initialisation. Stands in for include/linux/init.h. Init functions are collected in the section "initcall", which the
 * machine calls in order before setup(); exit functions are never called.
 */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/compiler.h>

#define __init
#define __exit
#define __initdata
#define __exitdata
#define __initconst
#define __ref
#define __refdata

typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);

#define __define_initcall(fn) static initcall_t __initcall_##fn __section("initcall") = fn
#define early_initcall(fn) __define_initcall(fn)
#define core_initcall(fn) __define_initcall(fn)
#define postcore_initcall(fn) __define_initcall(fn)
#define arch_initcall(fn) __define_initcall(fn)
#define subsys_initcall(fn) __define_initcall(fn)
#define fs_initcall(fn) __define_initcall(fn)
#define device_initcall(fn) __define_initcall(fn)
#define late_initcall(fn) __define_initcall(fn)
#define __exitcall(fn) static exitcall_t __exitcall_##fn = fn

#endif

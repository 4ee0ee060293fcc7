/* SPDX-License-Identifier: MIT */
/* Modules and who uses them. Stands in for include/linux/module.h; a module here is a counter. */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/stringify.h>

struct module {
	const char *name;
	int refs;
	bool going;
};

extern struct module __this_module;
#define THIS_MODULE (&__this_module)
#ifndef KBUILD_MODNAME
#define KBUILD_MODNAME "kapi"
#endif

/* kernel/module/main.c: fails while the module is being removed. */
bool try_module_get(struct module *module);
void __module_get(struct module *module);
void module_put(struct module *module);

#define module_init(fn) __define_initcall(fn)
#define module_exit(fn) __exitcall(fn)
#define MODULE_LICENSE(x) _Static_assert(1, "")
#define MODULE_AUTHOR(x) _Static_assert(1, "")
#define MODULE_DESCRIPTION(x) _Static_assert(1, "")
#define MODULE_VERSION(x) _Static_assert(1, "")
#define MODULE_ALIAS(x) _Static_assert(1, "")
#define MODULE_IMPORT_NS(x) _Static_assert(1, "")
#define MODULE_DEVICE_TABLE(type, name) _Static_assert(1, "")

#define symbol_get(x) (&(x))
#define symbol_put(x) ((void)(x))

#endif

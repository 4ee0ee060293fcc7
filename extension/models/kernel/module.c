/* SPDX-License-Identifier: MIT */
/*
 * Modules: who may still be entered. The rule of kernel/module/main.c that matters to exporters is kept: a module that
 * is being removed gives no further reference. Loading, symbols and unloading are left out.
 */
#include <linux/module.h>

struct module __this_module = { .name = KBUILD_MODNAME };

bool try_module_get(struct module *module)
{
	if (!module)
		return true;
	if (__kapi_fault("try_module_get") || module->going)
		return false;
	__kapi_fetch_add(&module->refs, 1, sizeof(module->refs));
	return true;
}

void __module_get(struct module *module)
{
	if (module)
		__kapi_fetch_add(&module->refs, 1, sizeof(module->refs));
}

void module_put(struct module *module)
{
	if (module)
		__kapi_rule((int)__kapi_fetch_add(&module->refs, -1, sizeof(module->refs)) > 0, "refcount-underflow",
			    "module_put() without a reference");
}

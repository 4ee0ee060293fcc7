/* SPDX-License-Identifier: MIT */
/* Loading modules: who may call a symbol. */
#ifndef KAPI_LOADER_H
#define KAPI_LOADER_H

#include <linux/types.h>

struct exported_symbol {
	const char *name;
	/* EXPORT_SYMBOL_NS_GPL(): the namespace that the caller has to import; NULL for none. */
	const char *namespace;
	/* EXPORT_SYMBOL_FOR_MODULES(): the only modules that may call it, up to a NULL; NULL for all. */
	const char *const *modules;
};

struct module_image {
	const char *name;
	/* Names of symbols, and of namespaces imported with MODULE_IMPORT_NS(), up to a NULL. */
	const char *const *calls;
	const char *const *imports;
};

/* 0; -ENOENT for an unknown symbol; -EINVAL where the symbol is not for this module. */
int load_module(const struct module_image *image, const struct exported_symbol *symbols, unsigned int count);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What the module loader checks of symbols (kernel/module/main.c, verify_namespace_is_imported() and verify_module_namespace(),
 * Documentation/core-api/symbol-namespaces.rst). Left out: licences, versions, wildcards in lists of modules.
 */
#include <kapi/loader.h>
#include <linux/errno.h>
#include <linux/string.h>

static bool lists(const char *const *list, const char *name)
{
	for (; list && *list; list++) {
		if (!strcmp(*list, name))
			return true;
	}
	return false;
}

static int resolve(const struct module_image *image, const char *name, const struct exported_symbol *symbols,
		   unsigned int count)
{
	unsigned int i;

	for (i = 0; i < count; i++) {
		if (strcmp(symbols[i].name, name))
			continue;
		if (symbols[i].namespace && !lists(image->imports, symbols[i].namespace))
			return -EINVAL;
		return symbols[i].modules && !lists(symbols[i].modules, image->name) ? -EINVAL : 0;
	}
	return -ENOENT;
}

int load_module(const struct module_image *image, const struct exported_symbol *symbols, unsigned int count)
{
	const char *const *call;
	int ret;

	for (call = image->calls; call && *call; call++) {
		ret = resolve(image, *call, symbols, count);
		if (ret)
			return ret;
	}
	return 0;
}

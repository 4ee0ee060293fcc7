/**
 * flow: contract-modules
 * title: A module is loaded, is used by two threads, and goes
 * rows: M38
 * expect: pass
 *
 * The contract of kernel/module.c and kernel/loader.c (kernel/module/main.c, try_module_get(), module_put(), verify_namespace_is_imported(),
 * verify_module_namespace()): references are counted however many take them at once; a module that goes gives none; built-in code (NULL)
 * always does; a symbol resolves where the namespace is imported and the module is listed, and else the module isn't loaded.
 */
#include <kapi/kernel.h>
#include <kapi/loader.h>

static struct module driver = { .name = "driver" };

static void use(void)
{
	if (!try_module_get(&driver))
		return;
	__module_get(&driver);
	module_put(&driver);
	module_put(&driver);
}

__actor void first(void)
{
	use();
}

__actor void second(void)
{
	use();
}

__actor void unload(void)
{
	WRITE_ONCE(driver.going, true);
}

static int load(const char *name, const char *const *imports, const char *call)
{
	static const char *const only_kvm[] = { "kvm", NULL };
	static const struct exported_symbol symbols[] = {
		{ .name = "plain" },
		{ .name = "in_namespace", .namespace = "DMA_BUF" },
		{ .name = "for_kvm", .modules = only_kvm },
	};
	const char *calls[] = { "plain", call, NULL };
	struct module_image image = { .name = name, .imports = imports, .calls = calls };

	return load_module(&image, symbols, ARRAY_SIZE(symbols));
}

void finally(void)
{
	static const char *const none[] = { NULL };
	static const char *const dma_buf[] = { "OTHER", "DMA_BUF", NULL };

	BUG_ON(driver.refs || try_module_get(&driver) || !try_module_get(NULL));
	module_put(NULL);
	BUG_ON(load("vfio", none, "plain") || load("vfio", dma_buf, "in_namespace") || load("kvm", none, "for_kvm"));
	BUG_ON(load("vfio", none, "in_namespace") != -EINVAL || load("vfio", dma_buf, "for_kvm") != -EINVAL);
	BUG_ON(load("vfio", none, "missing") != -ENOENT);
}

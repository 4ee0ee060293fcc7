/**
 * flow: symbol-restricted
 * title: A symbol for some modules only, instead of a ban
 * claims: <20250115170942.GT5556@nvidia.com>
 *         <f6d38a08-009c-4efe-9dc3-6bcf00ac35f7@amd.com>
 * rows: M36
 * expect: pass
 *
 * Two ways to keep graphics drivers away from frames. A namespace is imported by whoever writes the line, so it asks reviewers to
 * look; a list of modules is held by the exporter, and each further user has to ask to be listed.
 */
#include <kapi/kernel.h>
#include <kapi/loader.h>

static const char *const listed[] = { "iommufd", "kvm", NULL };
static const struct exported_symbol symbols[] = {
	{ .name = "map_phys_by_namespace", .namespace = "DMABUF_NOT_FOR_DRM" },
	{ .name = "map_phys_by_list", .modules = listed },
};

static const char *const by_namespace[] = { "map_phys_by_namespace", NULL };
static const char *const by_list[] = { "map_phys_by_list", NULL };
static const char *const imports[] = { "DMABUF_NOT_FOR_DRM", NULL };

static int load(const char *name, const char *const *calls, const char *const *imported)
{
	const struct module_image image = { .name = name, .calls = calls, .imports = imported };
	int ret = load_module(&image, symbols, ARRAY_SIZE(symbols));

	__kapi_count(ret ? "modules refused" : "modules loaded", 1);
	return ret;
}

#define EXPECT(condition, message) __kapi_rule(!!(condition), "wrong-module", message)

__actor void loader(void)
{
	EXPECT(!load("iommufd", by_list, NULL), "a listed module is refused");
	EXPECT(load("amdgpu", by_list, NULL) == -EINVAL, "a module that is not listed is loaded");
	EXPECT(load("rdma", by_list, NULL) == -EINVAL, "the next user is loaded before it has asked to be listed");
	EXPECT(load("amdgpu", by_namespace, NULL) == -EINVAL, "a namespace is not asked for");
	EXPECT(!load("amdgpu", by_namespace, imports), "whoever imports the namespace may call; only review stops that");
}

/* expect: violation ww-context-in-use */
#include <linux/ww_mutex.h>
#include <kapi/machine.h>
static DEFINE_WD_CLASS(class);
static struct ww_mutex a;
__actor void one(void)
{
	struct ww_acquire_ctx ctx;

	ww_acquire_init(&ctx, &class);
	if (ww_mutex_lock(&a, &ctx))
		return;
	ww_acquire_fini(&ctx);
	ww_mutex_unlock(&a);
}

/* expect: violation ww-contending-lock */
#include <linux/ww_mutex.h>
#include <linux/errno.h>
#include <kapi/machine.h>
static DEFINE_WD_CLASS(class);
static struct ww_mutex a, b, c;
static int both(struct ww_mutex *first, struct ww_mutex *second, struct ww_mutex *wrong)
{
	struct ww_acquire_ctx ctx;
	int ret;

	ww_acquire_init(&ctx, &class);
	ret = ww_mutex_lock(first, &ctx);
	if (!ret) {
		ret = ww_mutex_lock(second, &ctx);
		if (!ret)
			ww_mutex_unlock(second);
		ww_mutex_unlock(first);
		/* After -EDEADLK the contended lock has to come first. */
		if (ret == -EDEADLK && !ww_mutex_lock(wrong, &ctx))
			ww_mutex_unlock(wrong);
	}
	ww_acquire_fini(&ctx);
	return ret;
}
__actor void one(void) { both(&a, &b, &c); }
__actor void two(void) { both(&b, &a, &c); }

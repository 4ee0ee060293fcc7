/* expect: pass */
#include <linux/ww_mutex.h>
#include <linux/errno.h>
#include <kapi/machine.h>
static DEFINE_WD_CLASS(class);
static struct ww_mutex a, b;
static int done;
static void both(struct ww_mutex *first, struct ww_mutex *second)
{
	struct ww_acquire_ctx ctx;
	struct ww_mutex *held = first, *other = second, *swap;
	int ret;

	ww_acquire_init(&ctx, &class);
	ret = ww_mutex_lock(held, &ctx);
	while (!ret) {
		ret = ww_mutex_lock(other, &ctx);
		if (!ret)
			break;
		ww_mutex_unlock(held);
		ww_mutex_lock_slow(other, &ctx);
		swap = held;
		held = other;
		other = swap;
		ret = 0;
	}
	done++;
	ww_mutex_unlock(other);
	ww_mutex_unlock(held);
	ww_acquire_fini(&ctx);
}
__actor void one(void) { both(&a, &b); }
__actor void two(void) { both(&b, &a); }
void finally(void) { __kapi_rule(done == 2, "done", "both got both"); }

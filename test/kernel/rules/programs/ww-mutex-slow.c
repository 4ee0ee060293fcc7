/* expect: violation ww-mutex */
/* ww_mutex_lock_slow() while a lock of the context is still held. */
#include <linux/ww_mutex.h>

static DEFINE_WW_CLASS(buffers);
static struct ww_mutex a, b;

void setup(void)
{
	ww_mutex_init(&a, &buffers);
	ww_mutex_init(&b, &buffers);
}

__actor void one(void)
{
	struct ww_acquire_ctx context;

	ww_acquire_init(&context, &buffers);
	ww_mutex_lock(&a, &context);
	ww_mutex_lock_slow(&b, &context);
	ww_mutex_unlock(&b);
	ww_mutex_unlock(&a);
	ww_acquire_fini(&context);
}

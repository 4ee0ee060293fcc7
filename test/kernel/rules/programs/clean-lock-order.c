/* expect: pass */
/* What lockdep lets pass: a subclass, an order that only a trylock breaks, readers that wait for nobody, ww contexts. */
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/ww_mutex.h>

static DEFINE_WW_CLASS(buffers);
static struct node {
	struct mutex lock;
	struct ww_mutex reservation;
} parent, child;
static DEFINE_RWLOCK(table);
static DEFINE_SPINLOCK(entry);

static void node_init(struct node *node)
{
	mutex_init(&node->lock);
	ww_mutex_init(&node->reservation, &buffers);
}

void setup(void)
{
	node_init(&parent);
	node_init(&child);
}

__actor void down(void)
{
	struct ww_acquire_ctx context;

	mutex_lock(&parent.lock);
	mutex_lock_nested(&child.lock, 1);
	mutex_unlock(&child.lock);
	mutex_unlock(&parent.lock);

	ww_acquire_init(&context, &buffers);
	if (ww_mutex_lock(&parent.reservation, &context) == 0) {
		if (ww_mutex_lock(&child.reservation, &context) == 0)
			ww_mutex_unlock(&child.reservation);
		ww_mutex_unlock(&parent.reservation);
	}
	ww_acquire_fini(&context);

	read_lock(&table);
	spin_lock(&entry);
	spin_unlock(&entry);
	read_unlock(&table);
}

__actor void up(void)
{
	mutex_lock_nested(&child.lock, 1);
	if (mutex_trylock(&parent.lock))
		mutex_unlock(&parent.lock);
	mutex_unlock(&child.lock);

	spin_lock(&entry);
	read_lock(&table);
	read_unlock(&table);
	spin_unlock(&entry);
}

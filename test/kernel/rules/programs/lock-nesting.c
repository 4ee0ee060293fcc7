/* expect: violation lock-nesting */
/* Two locks that one place initialised are one class: taking both needs an order that nobody states. */
#include <linux/mutex.h>

static struct node {
	struct mutex lock;
	int value;
} from, to;

static void node_init(struct node *node)
{
	mutex_init(&node->lock);
}

void setup(void)
{
	node_init(&from);
	node_init(&to);
}

__actor void move(void)
{
	mutex_lock(&from.lock);
	mutex_lock(&to.lock);
	to.value = from.value;
	mutex_unlock(&to.lock);
	mutex_unlock(&from.lock);
}

/* expect: violation address-space */
/* The pointer is read without rcu_dereference(). */
#include <linux/rcupdate.h>

struct node {
	int value;
};

static struct node first = { 1 };
static struct node __rcu *head;

void setup(void)
{
	rcu_assign_pointer(head, &first);
}

__actor void reader(void)
{
	rcu_read_lock();
	__kapi_note("%d", head->value);
	rcu_read_unlock();
}

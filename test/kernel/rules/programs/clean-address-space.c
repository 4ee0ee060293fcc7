/* expect: pass */
/* What stands in other spaces is reached as it should be. */
#include <linux/rcupdate.h>
#include <linux/uaccess.h>

struct node {
	int value;
	struct node __rcu *next;
};

static struct node first = { 1 };
static struct node __rcu *head;
static int argument = 3;

void setup(void)
{
	rcu_assign_pointer(head, &first);
}

__actor void reader(void)
{
	const int __user *user = (const int __user *)&argument;
	struct node *node;
	int got;

	rcu_read_lock();
	node = rcu_dereference(head);
	__kapi_rule(node->value == 1, "value", "the first node");
	__kapi_rule(rcu_access_pointer(node->next) == NULL, "value", "the only node");
	rcu_read_unlock();
	if (get_user(got, user) == 0)
		__kapi_rule(got == 3, "value", "the argument");
	__kapi_rule(*(const int __force *)user == 3, "value", "by force");
}

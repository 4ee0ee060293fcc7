/* expect: violation rcu-usage */
/* rcu_dereference() outside of a read section. */
#include <linux/rcupdate.h>

static int first;
static int __rcu *head;

void setup(void)
{
	rcu_assign_pointer(head, &first);
}

__actor void reader(void)
{
	__kapi_note("%d", *rcu_dereference(head));
}

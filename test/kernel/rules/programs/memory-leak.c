/* expect: violation memory-leak */
#include <linux/slab.h>
#include <kapi/machine.h>
struct node { struct node *next; };
static struct node *list;
__actor void a(void)
{
	struct node *node = kzalloc(sizeof(*node), GFP_KERNEL);

	node->next = list;
	list = node;
}
__actor void b(void) { list = 0; }
void finally(void) { __kapi_check_leaks(); }

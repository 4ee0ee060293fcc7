/* expect: violation warning */
/* An entry is deleted twice: its links are poisoned. */
#include <linux/list.h>

static LIST_HEAD(head);
static struct list_head entry;

__actor void remove(void)
{
	list_add(&entry, &head);
	list_del(&entry);
	list_del(&entry);
}

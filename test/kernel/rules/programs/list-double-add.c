/* expect: violation warning */
/* An entry is added to a second list while it is in the first (lib/list_debug.c). */
#include <linux/list.h>

static LIST_HEAD(one);
static struct list_head entry;

__actor void add(void)
{
	list_add(&entry, &one);
	list_add(&entry, &one);
}

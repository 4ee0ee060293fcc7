/* A list with a pointer to the last link. */
#include <stddef.h>
#include <stdio.h>

struct hlist_node { struct hlist_node *next, **pprev; };
struct hlist_head { struct hlist_node *first; };
struct item { int v; struct hlist_node node; };
static void hlist_add_head(struct hlist_node *n, struct hlist_head *h)
{
	n->next = h->first;
	if (h->first)
		h->first->pprev = &n->next;
	h->first = n;
	n->pprev = &h->first;
}
static void hlist_del(struct hlist_node *n)
{
	*n->pprev = n->next;
	if (n->next)
		n->next->pprev = n->pprev;
}
#define hlist_entry_safe(ptr, type, member) \
	({ typeof(ptr) ____ptr = (ptr); ____ptr ? (type *)((char *)____ptr - offsetof(type, member)) : NULL; })
#define hlist_for_each_entry(pos, head, member)					\
	for (pos = hlist_entry_safe((head)->first, typeof(*(pos)), member); pos;	\
	     pos = hlist_entry_safe((pos)->member.next, typeof(*(pos)), member))

int main(void)
{
	struct hlist_head h = { NULL }; struct item a[4];
	for (int i = 0; i < 4; i++) { a[i].v = i; hlist_add_head(&a[i].node, &h); }
	hlist_del(&a[2].node); hlist_del(&a[0].node);
	struct item *pos; hlist_for_each_entry(pos, &h, node) printf("%d ", pos->v);
	printf("\n");
	return 0;
}

/* expect: 3 1 */

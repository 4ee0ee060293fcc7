/* Moving and splicing lists while walking them. */
#include <stddef.h>
#include <stdio.h>

struct list_head { struct list_head *next, *prev; };
struct n { int v; struct list_head list; };
#define LIST_HEAD(name) struct list_head name = { &(name), &(name) }
#define list_entry(p, type, member) ((type *)((char *)(p) - offsetof(type, member)))
#define list_for_each_entry(pos, head, member)					\
	for (pos = list_entry((head)->next, typeof(*pos), member); &pos->member != (head);	\
	     pos = list_entry(pos->member.next, typeof(*pos), member))
#define list_for_each_entry_safe(pos, n, head, member)				\
	for (pos = list_entry((head)->next, typeof(*pos), member),			\
	     n = list_entry(pos->member.next, typeof(*pos), member);			\
	     &pos->member != (head); pos = n, n = list_entry(n->member.next, typeof(*n), member))
static void __list_add(struct list_head *new, struct list_head *prev, struct list_head *next)
{
	next->prev = new;
	new->next = next;
	new->prev = prev;
	prev->next = new;
}
static void list_add(struct list_head *new, struct list_head *head) { __list_add(new, head, head->next); }
static void list_add_tail(struct list_head *new, struct list_head *head) { __list_add(new, head->prev, head); }
static void list_del(struct list_head *e)
{
	e->next->prev = e->prev;
	e->prev->next = e->next;
}

int main(void)
{
	LIST_HEAD(even); LIST_HEAD(odd); struct n v[6], *p, *tmp;
	for (int i = 0; i < 6; i++) { v[i].v = i; list_add_tail(&v[i].list, &even); }
	list_for_each_entry_safe(p, tmp, &even, list) if (p->v & 1) { list_del(&p->list); list_add(&p->list, &odd); }
	list_for_each_entry(p, &even, list) printf("%d", p->v);
	printf(" ");
	list_for_each_entry(p, &odd, list) printf("%d", p->v);
	printf("\n");
	return 0;
}

/* expect: 024 531 */

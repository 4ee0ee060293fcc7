/* A doubly linked list, walked and changed */
#include <stdlib.h>
#include <stddef.h>
#include <stdio.h>
struct list_head { struct list_head *next, *prev; };
#define LIST_HEAD_INIT(name) { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)
#define list_entry(ptr, type, member) ((type *)((char *)(ptr) - offsetof(type, member)))
#define list_for_each_entry(pos, head, member) \
	for (pos = list_entry((head)->next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry(pos->member.next, typeof(*pos), member))
#define list_for_each_entry_safe(pos, n, head, member) \
	for (pos = list_entry((head)->next, typeof(*pos), member), n = list_entry(pos->member.next, typeof(*pos), member); \
	     &pos->member != (head); pos = n, n = list_entry(n->member.next, typeof(*n), member))
static void list_add_tail(struct list_head *new, struct list_head *head)
{
	new->prev = head->prev;
	new->next = head;
	head->prev->next = new;
	head->prev = new;
}
static void list_del(struct list_head *e) { e->next->prev = e->prev; e->prev->next = e->next; }
struct item { int v; struct list_head link; };
static LIST_HEAD(items);
int main(void)
{
	struct item *it, *n;
	int i, sum = 0;
	for (i = 1; i <= 5; i++) {
		it = malloc(sizeof(*it));
		it->v = i;
		list_add_tail(&it->link, &items);
	}
	list_for_each_entry(it, &items, link)
		sum = sum * 10 + it->v;
	printf("%d\n", sum); /* expect: 12345 */
	list_for_each_entry_safe(it, n, &items, link) {
		if (it->v % 2) {
			list_del(&it->link);
			free(it);
		}
	}
	sum = 0;
	list_for_each_entry(it, &items, link)
		sum = sum * 10 + it->v;
	printf("%d\n", sum); /* expect: 24 */
	list_for_each_entry_safe(it, n, &items, link) {
		list_del(&it->link);
		free(it);
	}
	printf("%d\n", items.next == &items); /* expect: 1 */
	return 0;
}

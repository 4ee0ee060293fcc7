/* A list built by a pointer to the last link. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	struct n { int v; struct n *next; } a = { 1 }, b = { 2 }, c = { 3 }, *head = NULL, **tail = &head;
	*tail = &a; tail = &a.next; *tail = &b; tail = &b.next; *tail = &c;
	for (struct n **p = &head; *p; ) if ((*p)->v == 2) *p = (*p)->next; else p = &(*p)->next;
	for (struct n *p = head; p; p = p->next) printf("%d ", p->v);
	printf("\n");
	return 0;
}

/* expect: 1 3 */

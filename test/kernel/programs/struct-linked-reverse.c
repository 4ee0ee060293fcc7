/* Turning a list round. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	struct n { int v; struct n *next; } a[5], *head = NULL, *r = NULL;
	for (int i = 0; i < 5; i++) { a[i].v = i; a[i].next = head; head = &a[i]; }
	while (head) { struct n *next = head->next; head->next = r; r = head; head = next; }
	for (; r; r = r->next) printf("%d", r->v);
	printf("\n");
	return 0;
}

/* expect: 01234 */

/* Pointers to pointers, as lists delete with them */
#include <stdio.h>
struct node { int v; struct node *next; };
static void del(struct node **pp, int v)
{
	while (*pp) {
		if ((*pp)->v == v)
			*pp = (*pp)->next;
		else
			pp = &(*pp)->next;
	}
}
int main(void)
{
	struct node c = { 3, 0 }, b = { 2, &c }, a = { 1, &b }, *head = &a, *n;
	int sum = 0;
	del(&head, 2);
	for (n = head; n; n = n->next)
		sum = sum * 10 + n->v;
	printf("%d\n", sum); /* expect: 13 */
	del(&head, 1);
	printf("%d\n", head == &c); /* expect: 1 */
	del(&head, 3);
	printf("%d\n", head == NULL); /* expect: 1 */
	return 0;
}

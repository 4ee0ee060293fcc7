/* A struct used by pointer before its members are known. */
#include <stdio.h>

struct node;
static struct node *next_of(struct node *n);
struct node { int v; struct node *next; } first = { 1, 0 }, second = { 2, &first }, third = { 3, &second };
static struct node *next_of(struct node *n) { return n->next; }
static int sum_nodes(struct node *n) { return n ? n->v + sum_nodes(next_of(n)) : 0; }

int main(void)
{
	printf("%d\n", sum_nodes(&third));
	return 0;
}

/* expect: 6 */

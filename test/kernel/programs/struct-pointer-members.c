/* Arrows and dots through several structs. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	struct leaf { int v; } l = { 3 }; struct node { struct leaf *leaf; struct node *up; } root = { &l, NULL }, child = { &l, &root };
	child.up->leaf->v *= 4;
	printf("%d %d\n", child.leaf->v, child.up->up == NULL);
	return 0;
}

/* expect: 12 1 */

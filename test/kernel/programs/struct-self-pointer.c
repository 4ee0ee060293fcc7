/* Structs that point at each other */
#include <stdio.h>
struct b;
struct a { struct b *b; int v; };
struct b { struct a *a; int v; };
extern struct b second;
static struct a first = { &second, 1 };
struct b second = { &first, 2 };
int main(void)
{
	printf("%d\n", first.b->a->b->v); /* expect: 2 */
	printf("%d\n", second.a->b == &second); /* expect: 1 */
	return 0;
}

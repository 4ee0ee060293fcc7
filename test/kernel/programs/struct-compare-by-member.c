/* Structs compared member by member. */
#include <stdio.h>

int main(void)
{
	struct p { int x, y; } a = { 1, 2 }, b = { 1, 3 }, c = a;
#define SAME(p, q) ((p).x == (q).x && (p).y == (q).y)
	printf("%d %d\n", SAME(a, b), SAME(a, c));
	return 0;
}

/* expect: 0 1 */

/* Structs chosen by ?: and copied. */
#include <stdio.h>

int main(void)
{
	struct p { int x, y; } a = { 1, 2 }, b = { 3, 4 }; int t = 0;
	struct p c = t ? a : b, *q = t ? &a : &b;
	q->x = 30;
	printf("%d %d %d %d\n", c.x, c.y, b.x, (t ? b : a).y);
	return 0;
}

/* expect: 3 4 30 2 */

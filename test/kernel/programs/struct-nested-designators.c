/* Designators that reach into members. */
#include <stdio.h>

int main(void)
{
	struct { struct { int x, y[3]; } a; int b; } s = { .a.y[1] = 4, .b = 5, .a.x = 6 }, t = { .a = { 1, { [2] = 9 } } };
	printf("%d %d %d %d %d %d\n", s.a.x, s.a.y[0], s.a.y[1], s.b, t.a.x, t.a.y[2]);
	return 0;
}

/* expect: 6 0 4 5 1 9 */

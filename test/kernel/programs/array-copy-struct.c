/* An array inside a struct is copied with it. */
#include <stdio.h>

int main(void)
{
	struct { int v[4]; } a = { { 1, 2, 3, 4 } }, b = a;
	b.v[2] = 9;
	printf("%d %d\n", a.v[2], b.v[2]);
	a = b;
	printf("%d\n", a.v[2]);
	return 0;
}

/* expect: 3 9 */
/* expect: 9 */

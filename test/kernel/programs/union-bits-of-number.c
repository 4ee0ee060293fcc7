/* Pieces of a number through a union. */
#include <stdio.h>

int main(void)
{
	union { long long q; int w[2]; short h[4]; signed char c[8]; } u = { -2 };
	printf("%d %d %d %d\n", u.w[0], u.w[1], u.h[0], u.c[7]);
	u.h[1] = 0;
	printf("%llx\n", u.q);
	return 0;
}

/* expect: -2 -1 -2 -1 */
/* expect: ffffffff0000fffe */

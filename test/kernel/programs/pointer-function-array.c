/* A table of functions, called by index. */
#include <stdio.h>

static int twice(int v) { return 2 * v; }
static int square(int v) { return v * v; }
static int negate(int v) { return -v; }

int main(void)
{
	int (*table[])(int) = { twice, square, negate }; int v = 3;
	for (int i = 0; i < 3; i++) v = table[i](v);
	printf("%d %d\n", v, (*table[1])(5));
	printf("%d\n", table[0] == twice && &twice == *table);
	return 0;
}

/* expect: -36 25 */
/* expect: 1 */

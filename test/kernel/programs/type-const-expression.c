/* Constant expressions in sizes, cases and enumerators */
#include <stdio.h>
enum { N = 3 * 4 - (1 ? 2 : 1 / 0), M = sizeof(int[N]), K = N > 5 && M < 100 };
static char buffer[(N << 1) | 1];
static int a[K ? 2 : -1];
_Static_assert(sizeof(buffer) == 21, "size");
int main(void)
{
	switch (10) { case N: puts("N"); }
	printf("%d %d %d %zu\n", N, M, K, sizeof(a));
	printf("%zu\n", sizeof(char[(int)'a' - 90]));
	return 0;
}

/* expect: N */
/* expect: 10 40 1 8 */
/* expect: 7 */

/* Counting bits from both ends. */
#include <stdio.h>

int main(void)
{
	unsigned int v[] = { 1, 2, 0x80000000, 0x00f00000, 0xffffffff };
	for (int i = 0; i < 5; i++) printf("%d,%d,%d,%d ", __builtin_ffs(v[i]), __builtin_clz(v[i]), __builtin_ctz(v[i]), __builtin_popcount(v[i]));
	printf("\n%d %d %d\n", __builtin_ffs(0), __builtin_clzll(1ull << 40), __builtin_ffsll(1ull << 40));
	return 0;
}

/* expect: 1,31,0,1 2,30,1,1 32,0,31,1 21,8,20,4 1,0,0,32 */
/* expect: 0 23 41 */

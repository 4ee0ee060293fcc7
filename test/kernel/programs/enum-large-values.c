/* Enumerators beyond int. */
#include <stdio.h>

int main(void)
{
	enum big { SMALL = 1, HUGE_ONE = 0x100000000ll }; enum big b = HUGE_ONE; enum neg { N = -1, M = 0x7fffffff };
	printf("%zu %d %d\n", sizeof b, b > 0xffffffffu, (enum neg)-1 < 0);
	return 0;
}

/* expect: 8 1 1 */

/* A truth value looks at all bits. */
#include <stdio.h>

int main(void)
{
	unsigned long long high = 1ull << 40; unsigned int low = high;
	_Bool b = high;
	printf("%d %d %d\n", b, !low, high && 1);
	if (high) printf("high\n");
	while (high >>= 8) low++;
	printf("%u\n", low);
	return 0;
}

/* expect: 1 1 1 */
/* expect: high */
/* expect: 5 */

/* Averages that wrap and averages that do not. */
#include <stdio.h>

int main(void)
{
	unsigned int a = 4000000000u, b = 4000000002u;
	printf("%u %u\n", (a + b) / 2, a + (b - a) / 2);
	printf("%u\n", (a & b) + ((a ^ b) >> 1));
	return 0;
}

/* expect: 1852516353 4000000001 */
/* expect: 4000000001 */

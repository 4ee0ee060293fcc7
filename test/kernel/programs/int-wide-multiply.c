/* Products of 32 bits need 64. */
#include <stdio.h>

int main(void)
{
	unsigned int a = 100000, b = 100000; int c = -50000, d = 50000;
	printf("%u %llu\n", a * b, (unsigned long long)a * b);
	printf("%lld %lld\n", (long long)c * d, (long long)(int)((unsigned)c * d));
	printf("%llu\n", 1ull * a * b * 3);
	return 0;
}

/* expect: 1410065408 10000000000 */
/* expect: -2500000000 1794967296 */
/* expect: 30000000000 */

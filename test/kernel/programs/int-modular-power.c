/* Multiplying modulo a prime. */
#include <stdio.h>

int main(void)
{
	unsigned long long r = 1, b = 3, e = 1000003, m = 998244353;
	for (; e; e >>= 1) { if (e & 1) r = r * b % m; b = b * b % m; }
	printf("%llu\n", r);
	return 0;
}

/* expect: 369890800 */

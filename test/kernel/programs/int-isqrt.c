/* A square root without floating point. */
#include <stdio.h>

int main(void)
{
	unsigned long long n = 1234567890123ull, r = 0, bit = 1ull << 62;
	while (bit > n) bit >>= 2;
	while (bit) { if (n >= r + bit) { n -= r + bit; r = (r >> 1) + bit; } else r >>= 1; bit >>= 2; }
	printf("%llu %llu\n", r, n);
	return 0;
}

/* expect: 1111111 235802 */

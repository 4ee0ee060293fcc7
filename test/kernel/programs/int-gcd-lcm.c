/* Euclid on 64 bits. */
#include <stdio.h>

int main(void)
{
	unsigned long long a = 1071ull * 1000003, b = 462ull * 1000003, x = a, y = b;
	while (y) { unsigned long long t = x % y; x = y; y = t; }
	printf("%llu %llu\n", x, a / x * b);
	return 0;
}

/* expect: 21000063 23562070686 */

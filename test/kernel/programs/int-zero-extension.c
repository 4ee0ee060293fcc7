/* Widening keeps the value, whatever the target's sign. */
#include <stdio.h>

int main(void)
{
	signed char s = -2; unsigned char u = 254; unsigned short us = (unsigned short)s;
	printf("%u %u %u\n", (unsigned)s, (unsigned)u, us);
	printf("%llx %llx\n", (unsigned long long)s, (unsigned long long)(unsigned)s);
	long long q = 0xffffffff; long long r = (int)0xffffffff;
	printf("%lld %lld\n", q, r);
	return 0;
}

/* expect: 4294967294 254 65534 */
/* expect: fffffffffffffffe fffffffe */
/* expect: 4294967295 -1 */

/* One value through every integer type. */
#include <stdio.h>

int main(void)
{
	long long v = -129;
	printf("%d %d %d %d\n", (signed char)v, (unsigned char)v, (short)v, (unsigned short)v);
	printf("%d %u %ld %lu\n", (int)v, (unsigned)v, (long)v, (unsigned long)v);
	return 0;
}

/* expect: 127 127 -129 65407 */
/* expect: -129 4294967167 -129 18446744073709551487 */

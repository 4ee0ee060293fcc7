/* More arguments than registers */
#include <stdio.h>
static long f(char a, short b, int c, long d, unsigned e, char *s, long g, char h, int i, long j)
{
	return a + b * 2 + c * 3 + d * 4 + e * 5 + s[0] + g * 7 + h * 8 + i * 9 + j * 10;
}
int main(void)
{
	printf("%ld\n", f(1, 2, 3, 4, 5, "x", 7, 8, 9, 10)); /* expect: 469 */
	printf("%d %s %ld %c %x %lu %5d|%-5d|%05d\n", 1, "two", 3L, '4', 0x55, 6UL, 7, 8, 9); /* expect: 1 two 3 4 55 6     7|8    |00009 */
	return 0;
}

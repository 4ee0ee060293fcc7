/* Shifts of signed and unsigned values */
#include <stdio.h>
int main(void)
{
	int i = -16;
	unsigned u = 0x80000000u;
	long l = -1;
	printf("%d\n", i >> 2); /* expect: -4 */
	printf("%x\n", u >> 31); /* expect: 1 */
	printf("%lx\n", (unsigned long)l >> 60); /* expect: f */
	printf("%ld\n", l >> 60); /* expect: -1 */
	printf("%lx\n", 1UL << 63); /* expect: 8000000000000000 */
	printf("%x\n", (unsigned char)0xff << 4); /* expect: ff0 */
	printf("%d\n", 1 << 30); /* expect: 1073741824 */
	return 0;
}

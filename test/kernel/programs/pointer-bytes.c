/* An object seen as bytes */
#include <stdio.h>
int main(void)
{
	unsigned long v = 0x0102030405060708;
	unsigned char *p = (unsigned char *)&v;
	int i, sum = 0;
	for (i = 0; i < 8; i++)
		sum = sum * 10 + p[i];
	printf("%d\n", sum); /* expect: 87654321 */
	*(unsigned short *)(p + 2) = 0xffff;
	printf("%lx\n", v); /* expect: 1020304ffff0708 */
	printf("%x\n", *(unsigned *)(p + 1)); /* expect: 4ffff07 */
	return 0;
}

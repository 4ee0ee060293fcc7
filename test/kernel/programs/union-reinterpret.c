/* A union shows the bytes of its other members */
#include <stdio.h>
union u { unsigned i; unsigned char b[4]; struct { unsigned short lo, hi; } h; };
int main(void)
{
	union u u = { .i = 0x11223344 };
	printf("%x %x\n", u.b[0], u.b[3]); /* expect: 44 11 */
	printf("%x %x\n", u.h.lo, u.h.hi); /* expect: 3344 1122 */
	u.b[1] = 0;
	printf("%x\n", u.i); /* expect: 11220044 */
	u.h.hi++;
	printf("%x\n", u.i); /* expect: 11230044 */
	union u v = u;
	printf("%d\n", v.b[2]); /* expect: 35 */
	return 0;
}

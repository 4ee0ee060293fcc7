/* Static bit-fields */
#include <stdio.h>
static struct { unsigned a : 4; int b : 4; unsigned : 8; unsigned c : 16; } s = { 15, -3, 0xbeef };
static struct { char c; unsigned long d : 33, e : 31; } t = { .e = 5, .d = 0x1ffffffff };
int main(void)
{
	printf("%u %d %x\n", s.a, s.b, s.c); /* expect: 15 -3 beef */
	printf("%lx %lu\n", (unsigned long)t.d, (unsigned long)t.e); /* expect: 1ffffffff 5 */
	printf("%zu %zu\n", sizeof(s), sizeof(t)); /* expect: 4 16 */
	return 0;
}

/* Rotating by masks, for every width. */
#include <stdio.h>

int main(void)
{
	unsigned int w = 0x80000001u; unsigned char c = 0x81; unsigned long long q = 0x8000000000000001ull; int by = 4;
	printf("%x %x %llx\n", (w << by) | (w >> (32 - by)), (unsigned char)((c << by) | (c >> (8 - by))), (q << by) | (q >> (64 - by)));
	return 0;
}

/* expect: 18 18 18 */

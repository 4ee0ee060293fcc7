/* Turning 32 bits round by halves. */
#include <stdio.h>

int main(void)
{
	unsigned int v = 0x12345678;
	v = (v >> 1 & 0x55555555) | (v & 0x55555555) << 1; v = (v >> 2 & 0x33333333) | (v & 0x33333333) << 2; v = (v >> 4 & 0x0f0f0f0f) | (v & 0x0f0f0f0f) << 4; v = __builtin_bswap32(v);
	printf("%08x\n", v);
	return 0;
}

/* expect: 1e6a2c48 */

/* Additions, rotations and exclusive ors as in a hash. */
#include <stdio.h>

int main(void)
{
	unsigned int h[4] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476 };
	for (int i = 0; i < 64; i++) { unsigned int f = (h[1] & h[2]) | (~h[1] & h[3]), t = h[3]; h[3] = h[2]; h[2] = h[1]; unsigned int x = h[0] + f + i * 0x9e3779b9u; h[1] += x << (i % 31 + 1) | x >> (31 - i % 31); h[0] = t; }
	printf("%08x %08x %08x %08x\n", h[0], h[1], h[2], h[3]);
	return 0;
}

/* expect: 077d6182 e8220a74 dd443ab0 6deb69f2 */

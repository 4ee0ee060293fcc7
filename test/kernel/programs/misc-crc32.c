/* A table-driven checksum */
#include <stdio.h>
static unsigned table[256];
static void init(void)
{
	unsigned i, j, c;
	for (i = 0; i < 256; i++) {
		for (c = i, j = 0; j < 8; j++)
			c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
		table[i] = c;
	}
}
int main(void)
{
	const char *s = "The quick brown fox jumps over the lazy dog";
	unsigned crc = ~0u;
	init();
	while (*s)
		crc = table[(crc ^ *s++) & 0xff] ^ (crc >> 8);
	printf("%08x\n", ~crc); /* expect: 414fa339 */
	return 0;
}

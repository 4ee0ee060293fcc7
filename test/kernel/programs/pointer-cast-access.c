/* Bytes of a number through pointers of other types. */
#include <stdio.h>

int main(void)
{
	unsigned int w = 0x11223344; unsigned char *b = (unsigned char *)&w; unsigned short *h = (unsigned short *)&w;
	printf("%x %x %x %x\n", b[0], b[3], h[0], h[1]);
	b[1] = 0xaa; h[1] = 0xbbcc;
	printf("%x\n", w);
	return 0;
}

/* expect: 44 11 3344 1122 */
/* expect: bbccaa44 */

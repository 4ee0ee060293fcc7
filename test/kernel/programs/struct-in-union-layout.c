/* The same bytes as a struct and as an array. */
#include <stdio.h>

int main(void)
{
	union { struct { unsigned char r, g, b, a; }; unsigned int rgba; unsigned char c[4]; } u = { .rgba = 0x80402010 };
	printf("%x %x %x %x %x\n", u.r, u.g, u.b, u.a, u.c[3]);
	u.g = 0xff;
	printf("%x\n", u.rgba);
	return 0;
}

/* expect: 10 20 40 80 80 */
/* expect: 8040ff10 */

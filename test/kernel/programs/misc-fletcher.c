/* A checksum with two sums. */
#include <stdio.h>

int main(void)
{
	const char *s = "abcdefgh"; unsigned int a = 0, b = 0; while (*s) { a = (a + *s++) % 255; b = (b + a) % 255; } printf("%04x\n", b << 8 | a);
	return 0;
}

/* expect: 0627 */

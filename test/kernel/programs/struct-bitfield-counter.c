/* A bit-field wraps at its width. */
#include <stdio.h>

int main(void)
{
	struct { unsigned int n : 3; int s : 3; unsigned char c : 2; } v = { 6, 3, 3 };
	v.n += 3; v.s++; v.c++;
	printf("%u %d %u\n", v.n, v.s, v.c);
	v.n--; v.n -= 2;
	printf("%u\n", v.n);
	return 0;
}

/* expect: 1 -4 0 */
/* expect: 6 */

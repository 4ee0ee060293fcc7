/* A number into digits. */
#include <stdio.h>

int main(void)
{
	char b[24], *p = b + 23; long long v = -1234567890123; unsigned long long u = v < 0 ? -v : v;
	*p = 0; do *--p = '0' + u % 10; while (u /= 10);
	if (v < 0) *--p = '-';
	printf("%s %d\n", p, (int)(b + 23 - p));
	return 0;
}

/* expect: -1234567890123 14 */

/* Strings fill arrays, with and without their end. */
#include <stdio.h>

int main(void)
{
	struct { char a[4], b[4]; const char *c; } s = { "abc", "wxyz", "ptr" };
	printf("%s %c %s %d\n", s.a, s.b[3], s.c, s.a[3]);
	return 0;
}

/* expect: abc z ptr 0 */

/* A later designator of a union replaces the earlier. */
#include <stdio.h>

int main(void)
{
	union { int i; char c[4]; } u = { .c = { 1, 1, 1, 1 } }, v = { .c[1] = 2 };
	printf("%x %x\n", u.i, v.i);
	return 0;
}

/* expect: 1010101 200 */

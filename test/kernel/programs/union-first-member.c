/* A union is initialised by its first member. */
#include <stdio.h>

int main(void)
{
	union { char c; int i; } u = { 65 }, v = { .i = 0x4243 };
	printf("%c %c %zu\n", u.c, v.c, sizeof u);
	return 0;
}

/* expect: A C 4 */

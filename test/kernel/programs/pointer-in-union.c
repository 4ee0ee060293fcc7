/* A pointer and a number share their bytes. */
#include <stdio.h>

int main(void)
{
	union { void *p; unsigned long n; } u; int x;
	u.p = &x;
	printf("%d\n", u.n == (unsigned long)&x);
	u.n += sizeof(int);
	printf("%d\n", u.p == &x + 1);
	return 0;
}

/* expect: 1 */
/* expect: 1 */

/* A null pointer constant takes the other arm's type. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	int x = 3; int *p = &x; int *q = x ? p : 0; int *r = x ? NULL : p; const int *c = x ? p : (const int *)0;
	printf("%d %d %d\n", *q, r == NULL, *c);
	return 0;
}

/* expect: 3 1 3 */

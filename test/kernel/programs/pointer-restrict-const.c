/* Qualifiers change no value. */
#include <stdio.h>

int main(void)
{
	int x = 1; int *const p = &x; const int *q = &x; volatile int *r = &x;
	*p = 2; *r += 3;
	printf("%d %d\n", *q, x);
	return 0;
}

/* expect: 5 5 */

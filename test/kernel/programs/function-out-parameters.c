/* Results through pointers. */
#include <stdio.h>

static int divide(int a, int b, int *q, int *r)
{
	if (b == 0)
		return -1;
	*q = a / b;
	*r = a % b;
	return 0;
}

int main(void)
{
	int q, r; unsigned long long hi;
	int ok = divide(47, 5, &q, &r);
	printf("%d %d %d %d\n", ok, q, r, divide(1, 0, &q, &r));
	return 0;
}

/* expect: 0 9 2 -1 */

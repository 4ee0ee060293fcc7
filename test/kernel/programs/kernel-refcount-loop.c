/* A compare-and-exchange loop without concurrency */
#include <stdio.h>
static int cmpxchg(int *p, int old, int new) { int was = *p; if (was == old) *p = new; return was; }
static _Bool inc_not_zero(int *r)
{
	int old = *r;
	do {
		if (!old)
			break;
	} while (cmpxchg(r, old, old + 1) != old && ((old = *r), 1));
	return old;
}
int main(void)
{
	int a = 1, b = 0;
	printf("%d %d\n", inc_not_zero(&a), a); /* expect: 1 1 */
	printf("%d %d\n", inc_not_zero(&b), b); /* expect: 0 0 */
	return 0;
}

/* The most negative number has no counterpart; wrapping keeps it. */
#include <limits.h>
#include <stdio.h>

int main(void)
{
	int lowest = INT_MIN;
	int negated = -lowest;
	printf("%d %d\n", negated == lowest, negated < 0);
	printf("%lld\n", -(long long)lowest);
	return 0;
}

/* expect: 1 1 */
/* expect: 2147483648 */

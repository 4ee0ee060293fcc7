/* Deep recursion with two arguments. */
#include <stdio.h>

static int ack(int m, int n) { return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }

int main(void)
{
	printf("%d %d\n", ack(2, 3), ack(1, 20));
	return 0;
}

/* expect: 9 22 */

/* Calls as arguments of calls. */
#include <stdio.h>

static int add(int a, int b) { return a * 10 + b; }

int main(void)
{
	printf("%d\n", add(add(1, add(2, 3)), add(add(4, 5), 6)));
	return 0;
}

/* expect: 786 */

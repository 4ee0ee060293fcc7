/* A variadic function that is only called, with arguments of many types. */
#include <stdio.h>

int main(void)
{
	printf("%d %ld %llu %s %c\n", 1, 2l, 3ull, "four", '5');
	return 0;
}

/* expect: 1 2 3 four 5 */

/* A loop out of goto. */
#include <stdio.h>

int main(void)
{
	int i = 0, sum = 0;
again:
	sum += i;
	if (++i < 10) goto again;
	printf("%d %d\n", i, sum);
	return 0;
}

/* expect: 10 45 */

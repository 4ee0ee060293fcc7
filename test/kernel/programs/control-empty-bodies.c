/* Statements that do nothing. */
#include <stdio.h>

int main(void)
{
	int n = 10, m = 0;
	while (n-- > 3) ;
	for (; m < 5; m++) ;
	if (n) ; else m = 100;
	{ } ;
	printf("%d %d\n", n, m);
	return 0;
}

/* expect: 2 5 */

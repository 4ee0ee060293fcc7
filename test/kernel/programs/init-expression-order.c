/* Initialisers see what stands before them. */
#include <stdio.h>

int main(void)
{
	int a = 3, b = a * 2, c[] = { a, b, a + b }, d = sizeof c / sizeof *c;
	printf("%d %d %d\n", b, c[2], d);
	return 0;
}

/* expect: 6 9 3 */

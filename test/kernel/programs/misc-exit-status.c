/* exit() ends the program */
#include <stdlib.h>
#include <stdio.h>
static void deep(int n) { if (n == 0) exit(42); deep(n - 1); }
int main(void)
{
	puts("before");
	deep(20);
	puts("after");
	return 0;
}

/* expect: before */
/* expect status: 42 */

/* A function through another pointer type and back. */
#include <stdio.h>

static int plus(int a, int b) { return a + b; }

int main(void)
{
	void (*any)(void) = (void (*)(void))plus; printf("%d\n", ((int (*)(int, int))any)(2, 3));
	return 0;
}

/* expect: 5 */

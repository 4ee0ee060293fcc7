/* A parameter list of void and an empty one */
#include <stdio.h>
static int f(void) { return 4; }
static int g() { return 5; }
int main(void)
{
	int (*h)() = g;
	printf("%d\n", f() + g() + h()); /* expect: 14 */
	return 0;
}

/* Functions that return functions. */
#include <stdio.h>

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int (*choose(char op))(int, int) { return op == '+' ? add : sub; }

int main(void)
{
	printf("%d %d\n", choose('+')(3, 4), choose('-')(3, 4));
	return 0;
}

/* expect: 7 -1 */

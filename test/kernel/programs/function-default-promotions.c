/* What varargs and narrow parameters get. */
#include <stdbool.h>
#include <stdio.h>

static int take(unsigned short h, int c) { return h + c; }

int main(void)
{
	signed char c = -1; unsigned short h = 65535; bool b = 1;
	printf("%d %d %d\n", c, h, b);
	printf("%d\n", take(h + 1, c));
	return 0;
}

/* expect: -1 65535 1 */
/* expect: -1 */

/* A member of what a function returns. */
#include <stdio.h>

struct p { int x, y; };
static struct p make(int x, int y) { return (struct p){ x, y }; }

int main(void)
{
	printf("%d %d\n", make(3, 4).y, make(make(1, 2).y, 9).x);
	return 0;
}

/* expect: 4 2 */

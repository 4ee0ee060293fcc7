/* Three levels of indirection. */
#include <stdio.h>

int main(void)
{
	int x = 1, y = 2, *p = &x, **pp = &p, ***ppp = &pp;
	***ppp = 10; *pp = &y; ***ppp += 5;
	printf("%d %d\n", x, y);
	return 0;
}

/* expect: 10 7 */

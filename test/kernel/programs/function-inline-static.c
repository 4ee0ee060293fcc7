/* static inline helpers with state of their own. */
#include <stdio.h>

static inline int id(void) { static int next = 100; return next++; }

int main(void)
{
	int a = id(), b = id(), c = id();
	printf("%d %d %d\n", a, b, c);
	return 0;
}

/* expect: 100 101 102 */

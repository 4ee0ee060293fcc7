/* Members from functions, in the order of the members. */
#include <stdio.h>

static int tick(void) { static int n; return ++n; }

int main(void)
{
	struct { int a, b, c; } s = { tick(), tick(), .c = tick() * 10 };
	printf("%d %d %d\n", s.a, s.b, s.c);
	return 0;
}

/* expect: 1 2 30 */

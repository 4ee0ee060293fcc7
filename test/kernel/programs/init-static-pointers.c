/* Addresses of members and elements as constants. */
#include <stdio.h>

int main(void)
{
	static struct { int a, b[3]; } s = { 1, { 2, 3, 4 } }; static int *p = &s.b[2], *q = s.b + 1; static const char *t = "hello" + 2; static void *self = &self;
	printf("%d %d %s %d\n", *p, *q, t, self == &self);
	return 0;
}

/* expect: 4 3 llo 1 */

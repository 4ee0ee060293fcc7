/* A copy of a struct has its values, whatever is in the holes. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	struct { char a; int b; } s, t;
	memset(&s, 0xff, sizeof s); memset(&t, 0, sizeof t);
	s.a = 1; s.b = 2; t = s;
	printf("%d %d\n", t.a, t.b);
	return 0;
}

/* expect: 1 2 */

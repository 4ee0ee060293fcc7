/* Members of unnamed members. */
#include <stdio.h>

int main(void)
{
	struct { int kind; union { struct { int x, y; }; long whole; }; struct { char tail; }; } s = { 1, { { 2, 3 } }, { 'z' } };
	printf("%d %ld %c\n", s.y, s.whole & 0xffffffff, s.tail);
	return 0;
}

/* expect: 3 2 z */

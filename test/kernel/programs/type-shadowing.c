/* Names of inner blocks hide outer ones, tags and members live apart. */
#include <stdio.h>

int main(void)
{
	int x = 1; struct x { int x; } y = { 2 }; { int x = 3; y.x += x; { typedef long x; x z = 4; y.x += z; } } printf("%d %d\n", x, y.x);
	return 0;
}

/* expect: 1 9 */

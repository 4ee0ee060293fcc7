/* Macros that evaluate their arguments once. */
#include <stdio.h>

#define MAX(a, b) ({ typeof(a) _a = (a); typeof(b) _b = (b); (void)(&_a == &_b); _a > _b ? _a : _b; })

int main(void)
{
	int i = 3, j = 5; int m = MAX(i++, j++);
	printf("%d %d %d\n", m, i, j);
	return 0;
}

/* expect: 5 4 6 */

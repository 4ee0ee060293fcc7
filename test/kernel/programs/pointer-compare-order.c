/* Pointers into one object are ordered. */
#include <stdio.h>

int main(void)
{
	int a[5]; struct { int x, y; } s;
	printf("%d %d %d %d\n", &a[1] < &a[3], &a[2] >= &a[2], a + 5 > a, (void *)&s.x < (void *)&s.y);
	return 0;
}

/* expect: 1 1 1 1 */

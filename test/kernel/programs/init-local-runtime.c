/* Initialisers of locals run each time */
#include <stdio.h>
static int n;
static int next(void) { return ++n; }
int main(void)
{
	int i;
	for (i = 0; i < 2; i++) {
		int a[4] = { next(), next() };
		struct { int x, y; } s = { .y = next() };
		printf("%d %d %d %d %d %d\n", a[0], a[1], a[2], a[3], s.x, s.y);
		a[3] = 50;
		s.x = 60;
	}
	return 0;
}

/* expect: 1 2 0 0 0 3 */
/* expect: 4 5 0 0 0 6 */

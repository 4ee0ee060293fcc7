/* Designators go anywhere and go on from there */
#include <stdio.h>
struct p { int x, y, z; };
static struct p s = { .z = 3, .x = 1 };
static int a[10] = { [3] = 30, 40, [1] = 10, 20, [7 ... 9] = 7 };
static struct p ps[3] = { [1].y = 5, 6, [0] = { 1, 2 } };
static struct { int n; struct p p[2]; int m; } t = { .p[0].y = 2, 3, 4, .m = 9 };
int main(void)
{
	int i;
	printf("%d %d %d\n", s.x, s.y, s.z);
	for (i = 0; i < 10; i++)
		printf("%d ", a[i]);
	puts("");
	printf("%d %d %d %d\n", ps[1].y, ps[1].z, ps[0].y, ps[2].x);
	printf("%d %d %d %d\n", t.p[0].y, t.p[0].z, t.p[1].x, t.m);
	return 0;
}

/* expect: 1 0 3 */
/* expect: 0 10 20 30 40 0 0 7 7 7  */
/* expect: 5 6 2 0 */
/* expect: 2 3 4 9 */

/* Structs are copied whole */
#include <stdio.h>
struct inner { int a[4]; };
struct s { struct inner i; char *name; };
int main(void)
{
	struct s x = { { { 1, 2, 3, 4 } }, "x" }, y, z;
	z = y = x;
	x.i.a[2] = 99;
	printf("%d %d %s\n", y.i.a[2], z.i.a[3], z.name); /* expect: 3 4 x */
	y.i = (struct inner){ { 7 } };
	printf("%d %d\n", y.i.a[0], y.i.a[1]); /* expect: 7 0 */
	struct s *p = &z;
	*p = x;
	printf("%d\n", z.i.a[2]); /* expect: 99 */
	return 0;
}

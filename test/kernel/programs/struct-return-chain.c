/* Members and elements of returned structs */
#include <stdio.h>
struct v { int x[3]; struct { int d; } in; };
static struct v make(int n) { struct v r = { { n, n + 1, n + 2 }, { n * 10 } }; return r; }
int main(void)
{
	printf("%d %d\n", make(3).x[1], make(4).in.d); /* expect: 4 40 */
	struct v a, b;
	a = b = make(5);
	printf("%d %d\n", a.x[2], b.in.d); /* expect: 7 50 */
	a = make(1).x[0] ? make(6) : make(7);
	printf("%d\n", a.x[0]); /* expect: 6 */
	return 0;
}

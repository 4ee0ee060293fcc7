/* Inner braces may be left out */
#include <stdio.h>
struct in { int a[2]; char c; };
struct out { struct in i[2]; int last; };
static struct out o = { 1, 2, 'x', 3, 4, 'y', 5 };
static int m[2][3] = { 1, 2, 3, 4 };
static struct out q = { { { { 1 }, 'a' } }, 7 };
int main(void)
{
	printf("%d %c %d %c %d\n", o.i[0].a[1], o.i[0].c, o.i[1].a[0], o.i[1].c, o.last); /* expect: 2 x 3 y 5 */
	printf("%d %d %d\n", m[0][2], m[1][0], m[1][2]); /* expect: 3 4 0 */
	printf("%d %d %c %d\n", q.i[0].a[0], q.i[0].a[1], q.i[0].c, q.last); /* expect: 1 0 a 7 */
	return 0;
}

/* Structs of many sizes by value */
#include <stdio.h>
struct one { char c; };
struct two { short a[3]; };
struct large { long v[5]; char t; };
static int f(struct one o, struct two t, struct large l, int n) { l.v[4] += n; t.a[1]++; return o.c + t.a[1] + l.v[4] + l.t; }
static struct one g(int x) { return (struct one){ x }; }
int main(void)
{
	struct large l = { { 1, 2, 3, 4, 5 }, 6 };
	struct two t = { { 10, 20, 30 } };
	printf("%d\n", f(g(3), t, l, 100)); /* expect: 135 */
	printf("%ld %d\n", l.v[4], t.a[1]); /* expect: 5 20 */
	printf("%d\n", g(7).c + g(8).c); /* expect: 15 */
	return 0;
}

/* Orders that C leaves open come out as gcc has them */
#include <stdio.h>
static int t;
static int f(int x) { t = t * 10 + x; return x; }
static int three(int a, int b, int c) { return a * 100 + b * 10 + c; }
static int g = 1;
static int set(void) { g = 9; return 100; }
int main(void)
{
	printf("%d", three(f(1), f(2), f(3)));
	printf(" %d\n", t);
	printf("%d\n", g += set());
	g = 1;
	printf("%d\n", g + set());
	t = 0;
	printf("%d", f(1) + f(2) * f(3));
	printf(" %d\n", t);
	return 0;
}

/* expect: 123 321 */
/* expect: 109 */
/* expect: 109 */
/* expect: 7 123 */

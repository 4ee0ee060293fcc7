/* Objects without initialiser, and empty braces */
#include <stdio.h>
static struct { int a; char *p; long l[3]; } z;
static int t[4];
int main(void)
{
	struct { int a, b; } e = {};
	int l[3] = { 0 };
	printf("%d %d %ld %d\n", z.a, z.p == 0, z.l[2], t[3]); /* expect: 0 1 0 0 */
	printf("%d %d\n", e.b, l[2]); /* expect: 0 0 */
	return 0;
}

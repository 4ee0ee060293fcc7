/* typeof takes expressions and types */
#include <stdio.h>
static long f(void) { return 5; }
int main(void)
{
	int a[4] = { 1, 2, 3, 4 };
	typeof(a) b = { 5 };
	typeof(&a[0]) p = b;
	typeof(f()) l = -1;
	typeof(int *) q[2] = { a, b };
	__typeof__(*q) r = q[1];
	const int c = 1;
	typeof(c) d = 4;
	printf("%zu %d %zu\n", sizeof(b), *p, sizeof(l)); /* expect: 16 5 8 */
	printf("%d %d\n", *r, d); /* expect: 5 4 */
	return 0;
}

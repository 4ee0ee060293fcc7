/* ?: evaluates one arm, and has the common type */
#include <stdio.h>
static int calls;
static int f(int x) { calls++; return x; }
int main(void)
{
	int a = 1, b = 0;
	printf("%d\n", a ? f(3) : f(4)); /* expect: 3 */
	printf("%d\n", b ? f(3) : f(4)); /* expect: 4 */
	printf("%d\n", calls); /* expect: 2 */
	printf("%d\n", f(7) ?: f(8)); /* expect: 7 */
	printf("%d\n", f(0) ?: f(8)); /* expect: 8 */
	printf("%d\n", calls); /* expect: 5 */
	printf("%zu\n", sizeof(a ? (char)1 : (char)2)); /* expect: 4 */
	printf("%d\n", (a ? -1 : 0u) > 0); /* expect: 1 */
	printf("%ld\n", a ? -1 : 2L); /* expect: -1 */
	return 0;
}

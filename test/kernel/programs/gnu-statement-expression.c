/* ({ … }) has the value of its last statement */
#include <stdio.h>
#define max(a, b) ({ typeof(a) _a = (a); typeof(b) _b = (b); _a > _b ? _a : _b; })
static int calls;
static int f(int x) { calls++; return x; }
int main(void)
{
	int i = 3;
	printf("%d\n", max(f(3), f(9))); /* expect: 9 */
	printf("%d\n", calls); /* expect: 2 */
	printf("%d\n", max(i++, max(1, 2))); /* expect: 3 */
	printf("%d\n", i); /* expect: 4 */
	printf("%d\n", ({ int s = 0, k; for (k = 0; k < 5; k++) s += k; s; })); /* expect: 10 */
	({ i = 50; });
	printf("%d\n", i); /* expect: 50 */
	return ({ struct { int a, b; } p = { 1, 2 }; p; }).b;
}
/* expect status: 2 */

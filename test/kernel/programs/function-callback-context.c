/* Callbacks with a void pointer */
#include <stdio.h>
struct acc { int sum, n; };
static void add(int v, void *ctx) { struct acc *a = ctx; a->sum += v; a->n++; }
static void each(const int *v, int n, void (*fn)(int, void *), void *ctx) { while (n--) fn(*v++, ctx); }
int main(void)
{
	int v[] = { 5, 6, 7 };
	struct acc a = { 0 };
	each(v, 3, add, &a);
	printf("%d %d\n", a.sum, a.n); /* expect: 18 3 */
	return 0;
}

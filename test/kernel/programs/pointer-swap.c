/* Swapping through pointers */
#include <stdio.h>
#define swap(a, b) do { typeof(a) __tmp = (a); (a) = (b); (b) = __tmp; } while (0)
static void reverse(int *a, int n) { int *b = a + n - 1; while (a < b) { swap(*a, *b); a++; b--; } }
int main(void)
{
	int v[] = { 1, 2, 3, 4, 5 }, *p = &v[0], *q = &v[4];
	reverse(v, 5);
	swap(p, q);
	printf("%d%d%d%d%d %d\n", v[0], v[1], v[2], v[3], v[4], p > q); /* expect: 54321 1 */
	return 0;
}

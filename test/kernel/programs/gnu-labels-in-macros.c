/* __label__ and statement expressions with gotos */
#include <stdio.h>
#define find(a, n, v) ({ __label__ found; int _i; \
	for (_i = 0; _i < (n); _i++) if ((a)[_i] == (v)) goto found; \
	_i = -1; found: _i; })
int main(void)
{
	int a[] = { 4, 5, 6 };
	printf("%d %d\n", find(a, 3, 6), find(a, 3, 9)); /* expect: 2 -1 */
	return 0;
}

/* Null pointers compare with 0 and are false */
#include <stdio.h>
static int *none(void) { return NULL; }
int main(void)
{
	int x, *p = &x, *q = 0;
	void *v = q;
	printf("%d %d %d %d\n", p == NULL, q == NULL, !p, !q); /* expect: 0 1 0 1 */
	printf("%d %d\n", none() ? 1 : 2, v == (void *)0); /* expect: 2 1 */
	printf("%d\n", p && !q); /* expect: 1 */
	return 0;
}

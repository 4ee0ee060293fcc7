/* a ?: b evaluates a once */
#include <stdio.h>
static int n;
static int *next(void) { static int v = 5; n++; return n > 1 ? &v : 0; }
int main(void)
{
	int zero = 0;
	int *p = next() ?: &zero;
	printf("%d %d\n", *p, n); /* expect: 0 1 */
	p = next() ?: &zero;
	printf("%d %d\n", *p, n); /* expect: 5 2 */
	printf("%ld\n", 0 ?: 7L); /* expect: 7 */
	printf("%d\n", (3 > 2) ?: 9); /* expect: 1 */
	return 0;
}

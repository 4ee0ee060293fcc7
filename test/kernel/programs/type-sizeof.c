/* sizeof does not evaluate */
#include <stdio.h>
static int calls;
static int f(void) { calls++; return 1; }
int main(void)
{
	int a[4];
	printf("%zu %zu\n", sizeof f(), sizeof(a[f()])); /* expect: 4 4 */
	printf("%d\n", calls); /* expect: 0 */
	printf("%zu\n", sizeof *a + 1); /* expect: 5 */
	printf("%zu\n", sizeof(char)*3); /* expect: 3 */
	printf("%zu\n", sizeof(struct { char c; long l; })); /* expect: 16 */
	printf("%zu\n", sizeof(int (*)[7])); /* expect: 8 */
	return 0;
}

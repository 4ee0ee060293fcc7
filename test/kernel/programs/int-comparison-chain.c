/* Comparisons give int 0 or 1 */
#include <stdio.h>
int main(void)
{
	int a = 3, b = 2, c = 1;
	printf("%d\n", a > b > c); /* expect: 0 */
	printf("%d\n", (a > b) + (b > c)); /* expect: 2 */
	printf("%d\n", a == 3 == 1); /* expect: 1 */
	printf("%d\n", !a == 0); /* expect: 1 */
	printf("%zu\n", sizeof(a > b)); /* expect: 4 */
	printf("%d\n", !!a); /* expect: 1 */
	return 0;
}

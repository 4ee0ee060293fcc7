/* Operands narrower than int are promoted before arithmetic */
#include <stdio.h>
int main(void)
{
	unsigned char a = 200, b = 100;
	signed char c = -1;
	printf("%d\n", a + b); /* expect: 300 */
	printf("%d\n", (unsigned char)(a + b)); /* expect: 44 */
	printf("%d\n", ~a); /* expect: -201 */
	printf("%d\n", -a); /* expect: -200 */
	printf("%d\n", c << 4); /* expect: -16 */
	printf("%d\n", a > c); /* expect: 1 */
	printf("%zu\n", sizeof(a + b)); /* expect: 4 */
	return 0;
}

/* A compound assignment computes in the common type */
#include <stdio.h>
int main(void)
{
	unsigned char c = 250;
	short s = -1;
	int i = 10;
	c += 10;
	printf("%d\n", c); /* expect: 4 */
	s /= 2u;
	printf("%d\n", s); /* expect: -1 */
	i *= 3000000000u;
	printf("%d\n", i); /* expect: -64771072 */
	i = 7;
	i -= 10L;
	printf("%d\n", i); /* expect: -3 */
	c <<= 6;
	printf("%d\n", c); /* expect: 0 */
	return 0;
}

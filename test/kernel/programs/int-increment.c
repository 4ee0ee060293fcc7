/* Prefix and postfix increment */
#include <stdio.h>
int main(void)
{
	int i = 5, a[3] = { 1, 2, 3 }, *p = a;
	unsigned char c = 255;
	printf("%d\n", i++); /* expect: 5 */
	printf("%d\n", ++i); /* expect: 7 */
	printf("%d\n", i--); /* expect: 7 */
	printf("%d\n", --i); /* expect: 5 */
	printf("%d\n", *p++); /* expect: 1 */
	printf("%d\n", (*p)++); /* expect: 2 */
	printf("%d\n", *++p); /* expect: 3 */
	printf("%d\n", a[1]); /* expect: 3 */
	printf("%d\n", c++); /* expect: 255 */
	printf("%d\n", c); /* expect: 0 */
	return 0;
}

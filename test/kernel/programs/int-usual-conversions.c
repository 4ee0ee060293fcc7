/* The usual arithmetic conversions choose sign and width */
#include <stdio.h>
int main(void)
{
	int m = -1;
	unsigned u = 1;
	long l = -1;
	unsigned long ul = 1;
	printf("%d\n", m < u); /* expect: 0 */
	printf("%d\n", l < u); /* expect: 1 */
	printf("%d\n", l < ul); /* expect: 0 */
	printf("%u\n", m + u); /* expect: 0 */
	printf("%ld\n", l * u); /* expect: -1 */
	printf("%lu\n", ul - 2); /* expect: 18446744073709551615 */
	printf("%d\n", -1L > 0u); /* expect: 0 */
	return 0;
}

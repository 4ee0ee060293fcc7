/* Division truncates towards zero */
#include <stdio.h>
int main(void)
{
	int a = -7, b = 2;
	long c = -9223372036854775807L;
	unsigned u = -7;
	printf("%d %d\n", a / b, a % b); /* expect: -3 -1 */
	printf("%d %d\n", a / -b, a % -b); /* expect: 3 -1 */
	printf("%d %d\n", 7 / -b, 7 % -b); /* expect: -3 1 */
	printf("%ld %ld\n", c / 10, c % 10); /* expect: -922337203685477580 -7 */
	printf("%u %u\n", u / 2, u % 10); /* expect: 2147483644 9 */
	return 0;
}

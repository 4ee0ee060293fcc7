/* Unsigned arithmetic wraps */
#include <stdio.h>
int main(void)
{
	unsigned u = 0;
	unsigned short s = 65535;
	unsigned long l = 0;
	u--;
	s++;
	l -= 3;
	printf("%u\n", u); /* expect: 4294967295 */
	printf("%d\n", s); /* expect: 0 */
	printf("%lu\n", l); /* expect: 18446744073709551613 */
	printf("%u\n", u * u); /* expect: 1 */
	printf("%lu\n", l * l); /* expect: 9 */
	return 0;
}

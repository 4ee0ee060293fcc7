/* The ends of the ranges */
#include <stdio.h>
int main(void)
{
	int lo = -2147483647 - 1, hi = 2147483647;
	long llo = -9223372036854775807L - 1;
	printf("%d %d %d\n", lo, hi, lo - 1 == hi); /* expect: -2147483648 2147483647 1 */
	printf("%ld %lu\n", llo, (unsigned long)llo); /* expect: -9223372036854775808 9223372036854775808 */
	printf("%d\n", -lo == lo); /* expect: 1 */
	printf("%d\n", (unsigned)lo == 2147483648u); /* expect: 1 */
	printf("%ld\n", llo / 3); /* expect: -3074457345618258602 */
	printf("%ld\n", llo % 10); /* expect: -8 */
	return 0;
}

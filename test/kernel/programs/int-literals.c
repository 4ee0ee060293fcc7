/* The type of a literal */
#include <stdio.h>
int main(void)
{
	printf("%zu %zu %zu\n", sizeof(1), sizeof(1L), sizeof(1ULL)); /* expect: 4 8 8 */
	printf("%zu %zu\n", sizeof(2147483647), sizeof(2147483648)); /* expect: 4 8 */
	printf("%zu %zu\n", sizeof(0xffffffff), sizeof(0x100000000)); /* expect: 4 8 */
	printf("%d\n", 0xffffffff > 0); /* expect: 1 */
	printf("%d\n", -2147483648 < 0); /* expect: 1 */
	printf("%d %d %d\n", 010, 0x1F, 0b101); /* expect: 8 31 5 */
	printf("%lu\n", 18446744073709551615UL); /* expect: 18446744073709551615 */
	return 0;
}

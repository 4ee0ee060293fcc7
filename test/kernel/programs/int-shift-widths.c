/* Shift counts of any type, results of the left type */
#include <stdint.h>
#include <stdio.h>
int main(void)
{
	unsigned char c = 0x81;
	long n = 3;
	unsigned long long big = 1;
	printf("%d %d\n", c << 1, c >> n); /* expect: 258 16 */
	printf("%llx\n", big << 40); /* expect: 10000000000 */
	printf("%x\n", (uint8_t)(c << 1)); /* expect: 2 */
	printf("%d\n", (int8_t)c >> 1); /* expect: -64 */
	printf("%u\n", -1u >> 28); /* expect: 15 */
	printf("%ld\n", -1L >> 63); /* expect: -1 */
	return 0;
}

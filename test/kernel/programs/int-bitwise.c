/* Bitwise operators and compound assignment */
#include <stdio.h>
int main(void)
{
	unsigned x = 0xf0f0;
	x |= 0x0f;
	printf("%x\n", x); /* expect: f0ff */
	x &= ~0xf000;
	printf("%x\n", x); /* expect: ff */
	x ^= 0xff;
	printf("%x\n", x); /* expect: 0 */
	x <<= 4;
	printf("%x\n", x); /* expect: 0 */
	x >>= 8;
	printf("%x\n", x); /* expect: 0 */
	x %= 7;
	printf("%x\n", x); /* expect: 0 */
	return 0;
}

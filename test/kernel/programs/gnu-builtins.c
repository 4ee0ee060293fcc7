/* Builtins that count bits */
#include <stdio.h>
int main(void)
{
	unsigned x = 0x00f0;
	unsigned long y = 1UL << 40;
	printf("%d %d %d\n", __builtin_ffs(x), __builtin_ctz(x), __builtin_clz(x)); /* expect: 5 4 24 */
	printf("%d %d %d\n", __builtin_ffsl(y), __builtin_ctzl(y), __builtin_clzl(y)); /* expect: 41 40 23 */
	printf("%d %d %d\n", __builtin_ffs(0), __builtin_popcount(x), __builtin_popcountl(y - 1)); /* expect: 0 4 40 */
	printf("%d %d\n", __builtin_parity(x), __builtin_parity(7)); /* expect: 0 1 */
	printf("%x %x %lx\n", __builtin_bswap16(0x1234), __builtin_bswap32(x), __builtin_bswap64(y)); /* expect: 3412 f0000000 10000 */
	static int constant[__builtin_ctz(16)];
	printf("%zu\n", sizeof(constant)); /* expect: 16 */
	return 0;
}

/* Products of 64 bits */
#include <stdint.h>
#include <stdio.h>
int main(void)
{
	uint64_t a = 0x123456789abcdef0u, b = 0xfedcba9876543210u;
	int64_t c = -1234567890123456789, d = 987654321;
	printf("%llx\n", (unsigned long long)(a * b)); /* expect: 236d88fe5618cf00 */
	printf("%lld\n", (long long)(c * d)); /* expect: 4036030183309260923 */
	printf("%llx\n", (unsigned long long)(b / 0x12345u)); /* expect: e0004fa01c4d */
	printf("%llx\n", (unsigned long long)(b % a)); /* expect: f0 */
	printf("%lld %lld\n", (long long)(c / d), (long long)(c % d)); /* expect: -1249999988 -725308641 */
	printf("%llu\n", (unsigned long long)(uint32_t)a * (uint32_t)b); /* expect: 5153792522775482112 */
	return 0;
}

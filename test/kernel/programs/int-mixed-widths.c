/* Conversions between all the widths */
#include <stdint.h>
#include <stdio.h>
int main(void)
{
	int8_t a = -128;
	uint8_t b = 255;
	int16_t c = -32768;
	uint16_t d = 65535;
	int32_t e = -2147483647 - 1;
	uint32_t f = 4294967295u;
	int64_t g = (int64_t)1 << 62;
	printf("%d %d %d %d\n", a + b, c + d, a * c, b * d); /* expect: 127 32767 4194304 16711425 */
	printf("%ld %ld\n", (long)(e + (int64_t)f), (long)(e - (int64_t)1)); /* expect: 2147483647 -2147483649 */
	printf("%u %u\n", e + f, f * f); /* expect: 2147483647 1 */
	printf("%ld %lu\n", (long)(g * 2), (unsigned long)(g * 4u)); /* expect: -9223372036854775808 0 */
	printf("%d %d\n", (int8_t)b, (uint8_t)a); /* expect: -1 128 */
	printf("%d\n", (int16_t)d == -1); /* expect: 1 */
	return 0;
}

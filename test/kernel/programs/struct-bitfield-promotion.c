/* A bit-field has a type of just its bits in gcc, also where a comma, an assignment or ({ }) hands its value on. */
#include <stdio.h>

struct word {
	unsigned narrow : 30;
	unsigned long long wide : 40;
	unsigned three : 3;
	unsigned long long page : 20;
	long long offset : 36;
} s = { 5, 1ULL << 39, 7, 9, -4 };

int main(void)
{
	short minus = -3;
	int zero = 0;

	printf("%lld\n", (long long)((0, s.narrow) ^ minus)); /* expect: -8 */
	printf("%lld\n", (long long)((s.narrow = 5) ^ minus)); /* expect: -8 */
	printf("%lld\n", (long long)((s.narrow += 1) ^ minus)); /* expect: -5 */
	printf("%lld\n", (long long)((zero ? 1 : s.narrow) ^ minus)); /* expect: -5 */
	printf("%lld\n", (long long)(({ s.narrow; }) ^ minus)); /* expect: -5 */
	printf("%lld\n", (long long)(s.narrow++ ^ minus)); /* expect: -5 */
	printf("%d\n", -1 < (0, s.three)); /* expect: 1 */
	printf("%d\n", s.page - 10 < 0); /* expect: 1 */

	/* Arithmetic with a field wider than int keeps to its width. */
	printf("%llu\n", (unsigned long long)(s.wide << 1)); /* expect: 0 */
	printf("%llu\n", (unsigned long long)((0, s.wide) * 4)); /* expect: 0 */
	printf("%llu\n", (unsigned long long)(~s.wide)); /* expect: 549755813887 */
	printf("%llu\n", (unsigned long long)(s.wide + s.wide + 1)); /* expect: 1 */
	printf("%llu\n", (unsigned long long)s.wide << 1); /* expect: 1099511627776 */
	printf("%llu\n", s.wide + 0ULL + s.wide); /* expect: 1099511627776 */
	printf("%d\n", s.wide > -1); /* expect: 0 */
	s.wide += s.wide;
	printf("%llu\n", (unsigned long long)s.wide); /* expect: 0 */
	printf("%lld\n", (long long)(s.offset * 2)); /* expect: -8 */
	printf("%lld\n", (long long)((s.offset << 33) >> 1)); /* expect: -17179869184 */
	printf("%d\n", s.offset < 0); /* expect: 1 */
	printf("%d\n", (int)sizeof(+s.narrow)); /* expect: 4 */
	return 0;
}

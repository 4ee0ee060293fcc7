/* Arithmetic that tells of its overflow */
#include <stdio.h>
#define T(op, type, a, b) ({ type _r; int _o = __builtin_##op##_overflow((type)(a), (type)(b), &_r); printf("%d %lld\n", _o, (long long)_r); })
int main(void)
{
	T(add, int, 2147483647, 1);
	T(add, int, 5, -6);
	T(sub, unsigned, 3, 4);
	T(mul, unsigned, 65536, 65536);
	T(mul, unsigned, 65535, 65537);
	T(add, unsigned long, -1, 1);
	T(sub, unsigned long, 5, 5);
	T(mul, unsigned long, 1UL << 32, 1UL << 32);
	T(mul, unsigned long, 1UL << 31, 1UL << 32);
	T(mul, long, -1, (-9223372036854775807L - 1));
	T(mul, long, (-9223372036854775807L - 1), -1);
	T(mul, long, -3, 7);
	T(add, long, 9223372036854775807L, 1);
	T(sub, long, -2, 9223372036854775807L);
	T(add, signed char, 100, 100);
	T(sub, unsigned short, 1, 2);
	T(mul, long, 0, 5);
	T(mul, unsigned long, 5, 0);
	return 0;
}

/* expect: 1 -2147483648 */
/* expect: 0 -1 */
/* expect: 1 4294967295 */
/* expect: 1 0 */
/* expect: 0 4294967295 */
/* expect: 1 0 */
/* expect: 0 0 */
/* expect: 1 0 */
/* expect: 0 -9223372036854775808 */
/* expect: 1 -9223372036854775808 */
/* expect: 1 -9223372036854775808 */
/* expect: 0 -21 */
/* expect: 1 -9223372036854775808 */
/* expect: 1 9223372036854775807 */
/* expect: 1 -56 */
/* expect: 1 65535 */
/* expect: 0 0 */
/* expect: 0 0 */

/* The checked operations at every width. */
#include <limits.h>
#include <stdio.h>

int main(void)
{
	signed char c; unsigned short h; int i; unsigned long long q;
	printf("%d %d\n", __builtin_add_overflow((signed char)100, (signed char)27, &c), c);
	printf("%d %d\n", __builtin_add_overflow((signed char)100, (signed char)28, &c), c);
	printf("%d %u\n", __builtin_mul_overflow((unsigned short)256, (unsigned short)256, &h), h);
	printf("%d %d\n", __builtin_sub_overflow(INT_MIN, 1, &i), i);
	printf("%d %llu\n", __builtin_mul_overflow(1ull << 32, 1ull << 31, &q), q);
	printf("%d\n", __builtin_mul_overflow(1ull << 32, 1ull << 32, &q));
	return 0;
}

/* expect: 0 0 */
/* expect: 1 127 */
/* expect: 1 0 */
/* expect: 1 0 */
/* expect: 0 0 */
/* expect: 1 */

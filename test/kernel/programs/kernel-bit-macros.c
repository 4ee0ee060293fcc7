/* BIT, GENMASK, FIELD_PREP and alignment */
#include <stdio.h>
#define BIT(n) (1UL << (n))
#define GENMASK(h, l) (((~0UL) - (1UL << (l)) + 1) & (~0UL >> (64 - 1 - (h))))
#define __bf_shf(x) (__builtin_ffsll(x) - 1)
#define FIELD_PREP(m, v) (((typeof(m))(v) << __bf_shf(m)) & (m))
#define FIELD_GET(m, r) ((typeof(m))(((r) & (m)) >> __bf_shf(m)))
#define ALIGN(x, a) (((x) + (a) - 1) & ~((typeof(x))(a) - 1))
#define roundup(x, y) ({ typeof(y) __y = y; (((x) + (__y - 1)) / __y) * __y; })
int main(void)
{
	printf("%lx %lx\n", BIT(40), GENMASK(39, 21)); /* expect: 10000000000 ffffe00000 */
	printf("%lx %lx\n", FIELD_PREP(GENMASK(15, 8), 0x5a), FIELD_GET(GENMASK(15, 8), 0x5a00UL)); /* expect: 5a00 5a */
	printf("%d %lu %d\n", ALIGN(13, 8), ALIGN(4097UL, 4096), roundup(10, 3)); /* expect: 16 8192 12 */
	return 0;
}

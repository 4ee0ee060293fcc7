/* ALIGN, ALIGN_DOWN, DIV_ROUND_UP and their like on wide values. */
#include <stdio.h>

#define ALIGN_MASK(x, mask) (((x) + (mask)) & ~(mask))
#define ALIGN(x, a) ALIGN_MASK(x, (typeof(x))(a) - 1)
#define ALIGN_DOWN(x, a) ALIGN((x) - ((a) - 1), (a))
#define IS_ALIGNED(x, a) (((x) & ((typeof(x))(a) - 1)) == 0)
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))

int main(void)
{
	unsigned long long v = 0x100000001ull;
	printf("%llx %llx %d %d\n", ALIGN(v, 0x1000ull), ALIGN_DOWN(v, 0x1000ull), IS_ALIGNED(v, 2), DIV_ROUND_UP(10, 3));
	printf("%u %llu\n", ALIGN(5u, 4), (unsigned long long)DIV_ROUND_UP(v, 2));
	return 0;
}

/* expect: 100001000 100000000 0 4 */
/* expect: 8 2147483649 */

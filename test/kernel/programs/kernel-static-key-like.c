/* likely(), unlikely() and constant conditions. */
#include <stdio.h>

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define IS_ENABLED_LIKE (0 || 1 && !0)

int main(void)
{
	int n = 0; if (likely(n == 0)) n += 1; if (unlikely(n == 0)) n += 10; if (IS_ENABLED_LIKE) n += 100;
	printf("%d\n", n);
	return 0;
}

/* expect: 101 */

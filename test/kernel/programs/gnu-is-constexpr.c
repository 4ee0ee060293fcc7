/* The kernel's __is_constexpr() */
#include <stdio.h>
#define __is_constexpr(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x) * 0l)) : (int *)8)))
int main(void)
{
	int x = 1;
	printf("%d %d %d\n", __is_constexpr(7), __is_constexpr(x), __is_constexpr(sizeof(x))); /* expect: 1 0 1 */
	return 0;
}

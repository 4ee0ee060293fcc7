/* min_t() and max_t() compare in the type that is named. */
#include <stdio.h>

#define __cmp(op, x, y) ((x) op (y) ? (x) : (y))
#define __cmp_once(type, op, x, y) ({ type __x = (x); type __y = (y); __cmp(op, __x, __y); })
#define min_t(type, x, y) __cmp_once(type, <, x, y)
#define max_t(type, x, y) __cmp_once(type, >, x, y)
#define max3_(x, y, z) max_t(int, max_t(int, x, y), z)

int main(void)
{
	int a = -1; unsigned int b = 1;
	printf("%d %u\n", min_t(int, a, b), min_t(unsigned int, a, b));
	printf("%d %d\n", max_t(int, a, b), max3_(1, 7, 3));
	return 0;
}

/* expect: -1 1 */
/* expect: 1 7 */

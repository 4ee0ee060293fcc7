/* min() and clamp() with their type checks */
#include <stdio.h>
#define __typecheck(x, y) (!!(sizeof((typeof(x) *)1 == (typeof(y) *)1)))
#define __cmp(x, y, op) ((x) op (y) ? (x) : (y))
#define __careful(x, y, ux, uy, op) ({ typeof(x) ux = (x); typeof(y) uy = (y); \
	(void)__typecheck(x, y); __cmp(ux, uy, op); })
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define UNIQ CAT(_u, __COUNTER__)
#define min(x, y) __careful(x, y, UNIQ, UNIQ, <)
#define max(x, y) __careful(x, y, UNIQ, UNIQ, >)
#define clamp(v, lo, hi) min((typeof(v))max(v, lo), hi)
#define min_t(type, x, y) __careful((type)(x), (type)(y), UNIQ, UNIQ, <)
int main(void)
{
	int a = 5;
	printf("%d %d\n", min(a, 3), max(a, min(9, 7))); /* expect: 3 7 */
	printf("%d %d %d\n", clamp(a, 1, 4), clamp(a, 6, 9), clamp(a, 1, 9)); /* expect: 4 6 5 */
	printf("%d\n", min_t(unsigned char, 300, 100)); /* expect: 44 */
	printf("%u\n", min_t(unsigned, -1, 100)); /* expect: 100 */
	return 0;
}

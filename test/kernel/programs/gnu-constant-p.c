/* __builtin_constant_p and __builtin_choose_expr */
#include <stdio.h>
#define kind(x) __builtin_choose_expr(__builtin_constant_p(x), 1, "runtime"[0])
enum { E = 4 };
int main(void)
{
	volatile int v = 1;
	printf("%d %d\n", kind(5 + E), kind(v)); /* expect: 1 114 */
	printf("%d\n", __builtin_constant_p("text")); /* expect: 1 */
	printf("%d\n", __builtin_choose_expr(0, "unused", 42)); /* expect: 42 */
	printf("%zu\n", sizeof(__builtin_choose_expr(1, (char)1, 2L))); /* expect: 1 */
	return 0;
}

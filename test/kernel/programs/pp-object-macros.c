/* Object-like macros expand again, but not themselves */
#include <stdio.h>
#define A B
#define B C
#define C 42
#define x x + 1
#define f(a) a * g
#define g(a) f(a)
int main(void)
{
	int r = A;
#undef x
	int x = 10;
#define x (x + 1)
	printf("%d\n", r); /* expect: 42 */
	printf("%d\n", x); /* expect: 11 */
#undef C
#define C 43
	printf("%d\n", A); /* expect: 43 */
	return 0;
}

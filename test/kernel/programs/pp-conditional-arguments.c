/* Macros that choose a macro. */
#include <stdio.h>

#define CHOOSE_1(v) ((v) * 2)
#define CHOOSE_0(v) ((v) * 100)
#define CHOOSE__(n) CHOOSE_##n
#define CHOOSE(n) CHOOSE__(n)
#define COUNT_(a, b, c, d, n, ...) n
#define COUNT(...) COUNT_(__VA_ARGS__, 4, 3, 2, 1)

int main(void)
{
	printf("%d %d %d\n", CHOOSE(1)(5), CHOOSE(0)(5), COUNT(a, b, c));
	return 0;
}

/* expect: 10 500 3 */

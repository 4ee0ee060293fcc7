/* Variadic macros, with GNU's comma and __VA_OPT__ */
#include <stdio.h>
#define SHOW(fmt, ...) printf(fmt "\n", ##__VA_ARGS__)
#define SHOW2(fmt, args...) printf(fmt "\n" , ## args)
#define OPT(fmt, ...) printf(fmt "\n" __VA_OPT__(,) __VA_ARGS__)
#define COUNT(...) COUNT_(__VA_ARGS__, 4, 3, 2, 1)
#define COUNT_(a, b, c, d, n, ...) n
int main(void)
{
	SHOW("plain");
	SHOW("%d %d", 1, 2);
	SHOW2("args");
	SHOW2("%s", "x");
	OPT("opt");
	OPT("%d", 5);
	printf("%d %d %d\n", COUNT(a), COUNT(a, b), COUNT(a, b, c));
	return 0;
}

/* expect: plain */
/* expect: 1 2 */
/* expect: args */
/* expect: x */
/* expect: opt */
/* expect: 5 */
/* expect: 1 2 3 */

/* Empty and missing arguments */
#include <stdio.h>
#define ONE(a) [a]
#define TWO(a, b) a-b
#define STR_(x) #x
#define STR(x) STR_(x)
#define XSTR(...) STR((__VA_ARGS__))
int main(void)
{
	puts(STR(ONE())); /* expect: [] */
	puts(XSTR(TWO(,))); /* expect: (-) */
	puts(XSTR(TWO(x,))); /* expect: (x-) */
	puts(XSTR(ONE((a,b)))); /* expect: ([(a,b)]) */
	return 0;
}

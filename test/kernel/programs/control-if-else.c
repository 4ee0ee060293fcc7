/* Dangling else belongs to the nearest if */
#include <stdio.h>
static const char *f(int a, int b)
{
	if (a)
		if (b)
			return "both";
		else
			return "a";
	return "none";
}
int main(void)
{
	puts(f(1, 1)); /* expect: both */
	puts(f(1, 0)); /* expect: a */
	puts(f(0, 1)); /* expect: none */
	return 0;
}

/* Floating point is not executable, and harmless where nobody reaches it */
#include <stdio.h>
struct mixed { double d; int i; };
static double half(double x) { return x / 2; }
int main(void)
{
	struct mixed m = { .i = 3 };
	printf("%d %zu\n", m.i, sizeof(m)); /* expect: 3 16 */
	return half(m.d) > 1;
}
/* expect opaque: values of type double are not executable */

/* Cases fall through until a break */
#include <stdio.h>
static int f(int x)
{
	int r = 0;
	switch (x) {
	case 1:
		r += 1;
	case 2:
		r += 10;
		break;
	default:
		r += 100;
	case 3:
		r += 1000;
	}
	return r;
}
int main(void)
{
	printf("%d %d %d %d\n", f(1), f(2), f(3), f(4)); /* expect: 11 10 1000 1100 */
	return 0;
}

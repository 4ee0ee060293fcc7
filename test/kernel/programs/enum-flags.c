/* Bits named by enumerators. */
#include <stdio.h>

int main(void)
{
	enum { R = 1 << 0, W = 1 << 1, X = 1 << 2 }; unsigned int f = R | X;
	f |= W; f &= ~R;
	printf("%u %d %d\n", f, !!(f & X), (f & (R | W)) == W);
	return 0;
}

/* expect: 6 1 1 */

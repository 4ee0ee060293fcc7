/* Division goes towards zero, a shift goes down. */
#include <stdio.h>

int main(void)
{
	printf("%d %d %d %d\n", -7 / 2, -7 % 2, 7 / -2, 7 % -2);
	printf("%d %d\n", -7 >> 1, -8 >> 1);
	printf("%lld %lld\n", -9000000000ll / 7, -9000000000ll % 7);
	return 0;
}

/* expect: -3 -1 -3 1 */
/* expect: -4 -4 */
/* expect: -1285714285 -5 */

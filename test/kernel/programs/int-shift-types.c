/* A shift has the type of its left side. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 0xff; long long big = 1;
	printf("%zu %zu %zu\n", sizeof(c << 1ll), sizeof(1 << big), sizeof(big << 1));
	printf("%d %lld\n", c << 24, (long long)c << 56 >> 56);
	printf("%d\n", (signed char)0x80 >> 7);
	return 0;
}

/* expect: 4 4 8 */
/* expect: -16777216 -1 */
/* expect: -1 */

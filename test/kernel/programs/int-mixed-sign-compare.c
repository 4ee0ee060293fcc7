/* The unsigned side wins only where it is at least as wide. */
#include <stdio.h>

int main(void)
{
	int minus = -1; unsigned int one = 1; unsigned char c = 1; long long big = -1; unsigned short h = 65535;
	printf("%d %d %d %d\n", minus < one, minus < c, big < one, minus < h);
	printf("%d %d\n", minus == 0xffffffffu, big == 0xffffffffu);
	return 0;
}

/* expect: 0 1 1 1 */
/* expect: 1 0 */

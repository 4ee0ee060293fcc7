/* Shifts and exclusive or. */
#include <stdio.h>

int main(void)
{
	for (unsigned int i = 0; i < 8; i++) printf("%u ", i ^ (i >> 1));
	printf("\n");
	unsigned int g = 0x55aa ^ (0x55aa >> 1), b = 0;
	for (; g; g >>= 1) b ^= g;
	printf("%x\n", b);
	return 0;
}

/* expect: 0 1 3 2 6 7 5 4 */
/* expect: 55aa */

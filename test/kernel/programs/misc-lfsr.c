/* A shift register with feedback, its whole period. */
#include <stdio.h>

int main(void)
{
	unsigned short v = 0xace1, start = v; unsigned int period = 0; do { unsigned bit = (v ^ v >> 2 ^ v >> 3 ^ v >> 5) & 1; v = v >> 1 | bit << 15; period++; } while (v != start && period < 5000);
	printf("%u %x\n", period, v);
	return 0;
}

/* expect: 5000 1689 */

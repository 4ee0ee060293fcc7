/* A loop down to zero with an unsigned counter. */
#include <stdio.h>

int main(void)
{
	unsigned int n = 0;
	for (unsigned int i = 5; i-- > 0;) n = n * 10 + i;
	printf("%u\n", n);
	for (unsigned char i = 250; i >= 250; i++) n++;
	printf("%u\n", n);
	return 0;
}

/* expect: 43210 */
/* expect: 43216 */

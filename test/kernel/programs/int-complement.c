/* What ~ gives at each width. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 0x0f; unsigned short h = 0; unsigned int w = 1; unsigned long long q = 0;
	printf("%d %d %u %llx\n", ~c, ~h, ~w, ~q);
	printf("%d %x\n", (unsigned char)~c, (unsigned short)~h);
	printf("%d\n", ~c == 0xf0);
	return 0;
}

/* expect: -16 -1 4294967294 ffffffffffffffff */
/* expect: 240 ffff */
/* expect: 0 */

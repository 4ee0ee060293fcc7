/* Digits into a number. */
#include <stdio.h>

int main(void)
{
	const char *s = "DeadBeef"; unsigned int v = 0;
	for (; *s; s++) v = v * 16 + (*s <= '9' ? *s - '0' : (*s | 32) - 'a' + 10);
	printf("%x %u\n", v, v);
	return 0;
}

/* expect: deadbeef 3735928559 */

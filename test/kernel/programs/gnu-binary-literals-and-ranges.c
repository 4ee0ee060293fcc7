/* Binary literals and ranges of cases. */
#include <stdio.h>

int main(void)
{
	int n = 0;
	for (int i = 0; i < 0b10000; i++) switch (i) { case 0 ... 3: n += 1; break; case 0b0100 ... 0b0111: n += 10; break; case 8: case 10 ... 12: n += 100; }
	printf("%d\n", n);
	return 0;
}

/* expect: 444 */

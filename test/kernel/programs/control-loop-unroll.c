/* Duff's way through a switch, with a remainder. */
#include <stdio.h>

int main(void)
{
	char from[11] = "0123456789", to[11] = ""; int n = 10, i = 0, turns = (n + 3) / 4;
	switch (n % 4) {
	case 0: do { to[i] = from[i]; i++;
	case 3: to[i] = from[i]; i++;
	case 2: to[i] = from[i]; i++;
	case 1: to[i] = from[i]; i++;
		} while (--turns > 0);
	}
	printf("%s %d\n", to, i);
	return 0;
}

/* expect: 0123456789 10 */

/* Runs of letters into counts. */
#include <stdio.h>

int main(void)
{
	const char *s = "aaabccdddd"; while (*s) { char c = *s; int n = 0; while (*s == c) { s++; n++; } printf("%d%c", n, c); } printf("\n");
	return 0;
}

/* expect: 3a1b2c4d */

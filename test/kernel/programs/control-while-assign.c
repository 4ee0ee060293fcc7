/* The value of an assignment as a condition. */
#include <stdio.h>

int main(void)
{
	const char *p = "abc;def"; char c; int n = 0, m = 0;
	while ((c = *p++) != ';') n++;
	while (*p) { p++; m++; }
	printf("%d %d\n", n, m);
	return 0;
}

/* expect: 3 3 */

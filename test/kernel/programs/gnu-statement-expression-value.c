/* The value is that of the last expression. */
#include <stdio.h>

int main(void)
{
	int n = ({ int s = 0; for (int i = 1; i <= 4; i++) s += i; s; }) * 2;
	printf("%d %d\n", n, ({ struct { int a; } t = { 7 }; t; }).a);
	return 0;
}

/* expect: 20 7 */

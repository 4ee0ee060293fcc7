/* Pasting after expansion, and before it. */
#include <stdio.h>

#define N 1
#define PASTE(a, b) a##b
#define PASTE2(a, b) PASTE(a, b)

int main(void)
{
	int xy = 1, x1 = 2, xN = 3; printf("%d %d %d\n", PASTE(x, y), PASTE2(x, N), PASTE(x, N));
	return 0;
}

/* expect: 1 2 3 */

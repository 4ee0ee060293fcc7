/* Sign, magnitude, and parity of numbers. */
#include <limits.h>
#include <stdio.h>

int main(void)
{
	int v[] = { -3, 0, 7, INT_MIN };
	for (int i = 0; i < 4; i++) printf("%d %u %d;", (v[i] > 0) - (v[i] < 0), v[i] < 0 ? 0u - v[i] : v[i], v[i] & 1);
	printf("\n");
	return 0;
}

/* expect: -1 3 1;0 0 0;1 7 1;-1 2147483648 0; */

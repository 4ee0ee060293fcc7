/* Enumerators are ints that compute. */
#include <stdio.h>

int main(void)
{
	enum { A = 3, B, C = A * B, D = -1, E = 'x' };
	printf("%d %d %d %d %zu\n", B, C, D + A, E, sizeof(A));
	return 0;
}

/* expect: 4 12 2 120 4 */

/* An array of arrays as a pointer to an array. */
#include <stdio.h>

int main(void)
{
	int m[3][4], (*row)[4] = m; int n = 0;
	for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) m[i][j] = n++;
	printf("%d %d %d\n", row[2][1], *(*(m + 1) + 2), (int)((row + 1) - m));
	printf("%zu %zu\n", sizeof *row, sizeof m / sizeof **m);
	return 0;
}

/* expect: 9 6 1 */
/* expect: 16 12 */

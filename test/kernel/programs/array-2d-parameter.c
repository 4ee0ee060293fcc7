/* Arrays as parameters are pointers. */
#include <stdio.h>

static int total(int m[][3], int rows)
{
	int sum = 0;
	for (int i = 0; i < rows; i++)
		for (int j = 0; j < 3; j++)
			sum += m[i][j];
	return sum;
}
static int last(const int row[static 3]) { return row[2]; }

int main(void)
{
	int m[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
	printf("%d %d\n", total(m, 2), last(m[1]));
	return 0;
}

/* expect: 21 6 */

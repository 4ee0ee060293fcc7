/* Pointers to rows of an array */
#include <stdio.h>
int main(void)
{
	int m[3][4], (*row)[4] = m, i, j;
	for (i = 0; i < 3; i++)
		for (j = 0; j < 4; j++)
			m[i][j] = i * 10 + j;
	printf("%d %d\n", row[2][3], *(*(m + 1) + 2)); /* expect: 23 12 */
	row++;
	printf("%d\n", (*row)[1]); /* expect: 11 */
	printf("%zu %zu %zu\n", sizeof(m), sizeof(*row), sizeof(**row)); /* expect: 48 16 4 */
	printf("%ld\n", &m[2][0] - &m[0][0]); /* expect: 8 */
	printf("%ld\n", &m[2] - &m[0]); /* expect: 2 */
	return 0;
}

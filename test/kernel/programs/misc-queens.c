/* Eight queens */
#include <stdio.h>
static int n, cols[8], diag1[15], diag2[15];
static void place(int row)
{
	int c;
	if (row == 8) {
		n++;
		return;
	}
	for (c = 0; c < 8; c++) {
		if (cols[c] || diag1[row + c] || diag2[row - c + 7])
			continue;
		cols[c] = diag1[row + c] = diag2[row - c + 7] = 1;
		place(row + 1);
		cols[c] = diag1[row + c] = diag2[row - c + 7] = 0;
	}
}
int main(void)
{
	place(0);
	printf("%d\n", n); /* expect: 92 */
	return 0;
}

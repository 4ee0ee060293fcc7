/* Swapping over the diagonal. */
#include <stdio.h>

int main(void)
{
	int m[3][3]; for (int i = 0; i < 9; i++) ((int *)m)[i] = i;
	for (int i = 0; i < 3; i++) for (int j = 0; j < i; j++) { int t = m[i][j]; m[i][j] = m[j][i]; m[j][i] = t; }
	printf("%d %d %d\n", m[0][2], m[2][0], m[1][2]);
	return 0;
}

/* expect: 6 2 7 */

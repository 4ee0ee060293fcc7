/* Later designators win, gaps are zero. */
#include <stdio.h>

int main(void)
{
	int a[8] = { [2] = 5, 6, [0] = 1, [2] = 7, [6 ... 7] = 3 };
	for (int i = 0; i < 8; i++) printf("%d ", a[i]);
	printf("\n");
	return 0;
}

/* expect: 1 0 7 6 0 0 3 3 */

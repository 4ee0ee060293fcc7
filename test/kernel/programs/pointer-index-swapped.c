/* i[a] is a[i]. */
#include <stdio.h>

int main(void)
{
	int a[] = { 10, 20, 30 };
	printf("%d %c %d\n", 2[a], 1["xyz"], *(a + 1) == 1[a]);
	return 0;
}

/* expect: 30 y 1 */

/* An index before the pointer. */
#include <stdio.h>

int main(void)
{
	int a[5] = { 1, 2, 3, 4, 5 }; int *mid = &a[2];
	printf("%d %d %d\n", mid[-2], *(mid - 1), mid[2]);
	int i = -1;
	printf("%d\n", mid[i]);
	return 0;
}

/* expect: 1 2 5 */
/* expect: 2 */

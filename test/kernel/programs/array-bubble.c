/* Sorting in place. */
#include <stdio.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	int a[] = { 5, -2, 9, 0, 3, -7 }; int n = ARRAY_SIZE(a);
	for (int i = 0; i < n; i++) for (int j = 0; j + 1 < n - i; j++) if (a[j] > a[j + 1]) { int t = a[j]; a[j] = a[j + 1]; a[j + 1] = t; }
	for (int i = 0; i < n; i++) printf("%d ", a[i]);
	printf("\n");
	return 0;
}

/* expect: -7 -2 0 3 5 9 */

/* Clamping to a type's range. */
#include <stdio.h>

int main(void)
{
	long long v[] = { 1000, -1000, 5, 127, -129 };
	for (int i = 0; i < 5; i++) printf("%d ", v[i] > 127 ? 127 : v[i] < -128 ? -128 : (int)v[i]);
	printf("\n");
	return 0;
}

/* expect: 127 -128 5 127 -128 */

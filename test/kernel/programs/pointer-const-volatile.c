/* Qualifiers do not change values */
#include <stdio.h>
int main(void)
{
	const int c = 5;
	volatile int v = 6;
	const volatile int *p = &v;
	int *const q = (int *)&v;
	*q = 7;
	printf("%d %d\n", c, *p); /* expect: 5 7 */
	v++;
	printf("%d\n", v); /* expect: 8 */
	return 0;
}

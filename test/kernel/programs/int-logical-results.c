/* Comparisons and logic give 0 or 1 of type int. */
#include <stdio.h>

int main(void)
{
	int a = 5, b = -5;
	printf("%d %d %d %d\n", a && b, !a, !!a, (a > b) + (a != b));
	printf("%zu %zu\n", sizeof(a && b), sizeof((char)1 == (char)1));
	printf("%d\n", 3 > 2 > 1);
	return 0;
}

/* expect: 1 0 1 2 */
/* expect: 4 4 */
/* expect: 0 */

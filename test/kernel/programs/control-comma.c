/* The comma operator keeps its right operand */
#include <stdio.h>
int main(void)
{
	int i, j;
	for (i = 0, j = 10; i < j; i++, j -= 2)
		;
	printf("%d %d\n", i, j); /* expect: 4 2 */
	i = (j = 5, j + 1);
	printf("%d\n", i); /* expect: 6 */
	i = 1, 2, 3;
	printf("%d\n", i); /* expect: 1 */
	return 0;
}

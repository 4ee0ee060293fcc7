/* continue in a do loop tests the condition */
#include <stdio.h>
int main(void)
{
	int n = 0, tests = 0;
	do {
		n++;
		if (n == 2)
			continue;
		if (n == 5)
			break;
	} while (++tests < 10);
	printf("%d %d\n", n, tests); /* expect: 5 4 */
	do continue; while (0);
	return 0;
}

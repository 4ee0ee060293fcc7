/* while, do and for with break and continue */
#include <stdio.h>
int main(void)
{
	int i, n = 0;
	for (i = 0; i < 10; i++) {
		if (i == 3)
			continue;
		if (i == 8)
			break;
		n += i;
	}
	printf("%d %d\n", i, n); /* expect: 8 25 */
	while (n > 0) {
		n -= 7;
		if (n % 2)
			continue;
		n--;
	}
	printf("%d\n", n); /* expect: -7 */
	do
		n++;
	while (n < -100);
	printf("%d\n", n); /* expect: -6 */
	for (;;)
		if (++n > 5)
			break;
	printf("%d\n", n); /* expect: 6 */
	return 0;
}

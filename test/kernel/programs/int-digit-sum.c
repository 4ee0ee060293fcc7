/* Division and remainder by ten. */
#include <stdio.h>

int main(void)
{
	unsigned long long n = 98765432109876ull; int sum = 0, digits = 0;
	for (; n != 0; n /= 10) { sum += n % 10; digits++; }
	printf("%d %d\n", sum, digits);
	return 0;
}

/* expect: 75 14 */

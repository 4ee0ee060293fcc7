/* continue still takes the third expression of a for. */
#include <stdio.h>

int main(void)
{
	int sum = 0, turns = 0;
	for (int i = 0; i < 10; i++, turns++) { if (i % 3) continue; sum += i; }
	printf("%d %d\n", sum, turns);
	return 0;
}

/* expect: 18 10 */

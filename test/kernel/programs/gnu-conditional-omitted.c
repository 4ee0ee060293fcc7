/* x ?: y evaluates x once. */
#include <stdio.h>

int main(void)
{
	int calls = 0; int r = (calls++, 0) ?: (calls += 10, 5); r += (calls++, 7) ?: 100;
	printf("%d %d\n", r, calls);
	return 0;
}

/* expect: 12 12 */

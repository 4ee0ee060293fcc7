/* Primes by crossing out. */
#include <stdio.h>

int main(void)
{
	char no[60] = { 0 }; int count = 0, last = 0;
	for (int i = 2; i < 60; i++) { if (no[i]) continue; count++; last = i; for (int j = i * i; j < 60; j += i) no[j] = 1; }
	printf("%d %d\n", count, last);
	return 0;
}

/* expect: 17 59 */

/* Through integers of 64 bits and back. */
#include <stdint.h>
#include <stdio.h>

int main(void)
{
	int a[2] = { 5, 6 }; unsigned long long n = (unsigned long long)(uintptr_t)a;
	n += 4;
	printf("%d %d\n", *(int *)(uintptr_t)n, (n & 3) == 0);
	return 0;
}

/* expect: 6 1 */

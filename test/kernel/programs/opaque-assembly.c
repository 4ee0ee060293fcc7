/* Inline assembly is not executable: the run ends where it is reached */
#include <stdio.h>
int main(void)
{
	unsigned lo;
	puts("before"); /* expect: before */
	__asm__ volatile("rdtsc" : "=a"(lo) : : "edx");
	puts("after");
	return 0;
}
/* expect opaque: inline assembly */

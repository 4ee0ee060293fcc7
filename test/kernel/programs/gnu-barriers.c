/* Compiler barriers do nothing here */
#include <stdio.h>
#define barrier() __asm__ __volatile__("" : : : "memory")
#define OPTIMIZER_HIDE_VAR(var) __asm__("" : "=r"(var) : "0"(var))
int main(void)
{
	int x = 3;
	barrier();
	OPTIMIZER_HIDE_VAR(x);
	__sync_synchronize_unused: ;
	printf("%d\n", x); /* expect: 3 */
	return 0;
}

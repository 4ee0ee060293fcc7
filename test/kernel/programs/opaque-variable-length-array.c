/* Arrays of variable length are not executable */
#include <stdio.h>
static int f(int n)
{
	int a[n];
	a[0] = n;
	return a[0];
}
int main(void)
{
	puts("before"); /* expect: before */
	return f(3);
}
/* expect opaque: arrays of variable length are not executable */

/* A function that nobody defines ends the run where it is called */
#include <stdio.h>
int elsewhere(int x);
int main(void)
{
	puts("before"); /* expect: before */
	return elsewhere(1);
}
/* expect opaque: nothing defines elsewhere() */

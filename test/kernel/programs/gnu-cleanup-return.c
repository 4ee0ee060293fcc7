/* The value is computed before the cleanup runs */
#include <stdio.h>
static int shared = 1;
static void bump(int **p) { **p = 50; }
static int f(void)
{
	int *p __attribute__((cleanup(bump))) = &shared;
	return *p + 1;
}
int main(void)
{
	printf("%d\n", f()); /* expect: 2 */
	printf("%d\n", shared); /* expect: 50 */
	return 0;
}

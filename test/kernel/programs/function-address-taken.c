/* A parameter whose address is taken */
#include <stdio.h>
static void set(int *p, int v) { *p = v; }
static int f(int x, unsigned char c) { set(&x, x + 1); unsigned char *pc = &c; (*pc)++; return x * 1000 + c; }
int main(void)
{
	printf("%d\n", f(4, 255)); /* expect: 5000 */
	return 0;
}

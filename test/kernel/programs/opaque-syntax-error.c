/* A function that is no C is opaque, and the others run */
#include <stdio.h>
static int broken(int x)
{
	for_each_thing(x) {
		x++;
	}
	return x;
}
int main(void)
{
	puts("before"); /* expect: before */
	return broken(1);
}
/* expect opaque: unknown macro for_each_thing() is used as a statement */

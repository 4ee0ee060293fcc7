/* The definition in force is the last one. */
#include <stdio.h>

#define V 1

int main(void)
{
	int a = V;
#undef V
#define V 20
	printf("%d\n", a + V);
#undef V
#ifndef V
	printf("gone\n");
#endif
	return 0;
}

/* expect: 21 */
/* expect: gone */

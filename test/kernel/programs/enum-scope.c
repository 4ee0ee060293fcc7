/* Enumerators follow the scope of blocks. */
#include <stdio.h>

int main(void)
{
	enum { ONE = 1 }; int a = ONE;
	{ enum { ONE = 100 }; a += ONE; }
	printf("%d\n", a + ONE);
	return 0;
}

/* expect: 102 */

/* A macro that refuses different types, used with the same. */
#include <stdio.h>

#define typecheck(type, x) ({ type __dummy; typeof(x) __dummy2; (void)(&__dummy == &__dummy2); 1; })

int main(void)
{
	unsigned long a = 5, b = 7; printf("%lu %d\n", a + b, typecheck(unsigned long, a));
	return 0;
}

/* expect: 12 1 */

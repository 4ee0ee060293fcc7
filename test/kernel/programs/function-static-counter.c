/* Statics of two functions do not meet. */
#include <stdio.h>

static int first(void) { static int n; return ++n; }
static int second(void) { static int n = 10; return ++n; }

int main(void)
{
	first(); first(); second();
	printf("%d %d\n", first(), second());
	return 0;
}

/* expect: 3 12 */

/* A macro's own name is left alone. */
#include <stdio.h>

static int f(int v) { return v + 1; }
#define f(v) (f(v) * 10 + g(v))
#define g(v) (v + f)(v)
#undef g
#define g(v) (v)

int main(void)
{
	printf("%d\n", f(3));
	return 0;
}

/* expect: 43 */

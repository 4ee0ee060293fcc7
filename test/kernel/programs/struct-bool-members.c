/* Everything that is not zero becomes one. */
#include <stdbool.h>
#include <stdio.h>

int main(void)
{
	struct { bool a, b; bool c : 1; } s = { 256, 0, 2 };
	s.a = !s.a;
	printf("%d %d %d %zu\n", s.a, s.b, s.c, sizeof s);
	return 0;
}

/* expect: 0 0 1 3 */

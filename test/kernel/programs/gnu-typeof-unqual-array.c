/* sizeof and typeof do not evaluate. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	int n = 0; typeof(n++) m = 4; size_t s = sizeof(n = 5);
	printf("%d %d %zu\n", n, m, s);
	return 0;
}

/* expect: 0 4 4 */

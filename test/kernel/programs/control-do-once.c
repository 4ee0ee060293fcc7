/* do { } while (0) is one statement. */
#include <stdio.h>

#define SWAP_IN(to, v) do { int t_ = (v); (to) = t_; } while (0)

int main(void)
{
	int n = 0;
	if (n == 0) SWAP_IN(n, 5); else n = 9;
	do { n++; if (n == 6) break; n = 100; } while (0);
	printf("%d\n", n);
	return 0;
}

/* expect: 6 */

/* sizeof of what promotes and what does not. */
#include <stdio.h>

int main(void)
{
	char c; short h; struct { char a[7]; } s; printf("%zu %zu %zu %zu %zu %zu\n", sizeof c, sizeof +c, sizeof(c = 1), sizeof(h + h), sizeof s, sizeof &s);
	return 0;
}

/* expect: 1 4 1 4 7 8 */

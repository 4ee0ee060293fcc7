/* The two arms of ?: come to a common type. */
#include <stdio.h>

int main(void)
{
	int one = 1; short s = -1; unsigned int u = 1; long long q = -1;
	printf("%zu %zu %zu\n", sizeof(one ? s : s), sizeof(one ? s : q), sizeof(one ? (char)1 : (char)2));
	printf("%d\n", (one ? -1 : u) > 0);
	printf("%lld\n", (long long)(one ? -1 : u));
	return 0;
}

/* expect: 4 8 4 */
/* expect: 1 */
/* expect: 4294967295 */

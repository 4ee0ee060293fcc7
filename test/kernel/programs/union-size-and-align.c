/* As large as the largest, aligned as the strictest. */
#include <stdio.h>

int main(void)
{
	union { char c[9]; int i; } a; union { char c[3]; short s; } b; union { struct { long l; char c; } s; char d[17]; } c;
	printf("%zu %zu %zu %zu\n", sizeof a, sizeof b, sizeof c, _Alignof(a));
	return 0;
}

/* expect: 12 4 24 4 */

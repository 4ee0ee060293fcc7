/* { 0 } and { } clear everything. */
#include <stdio.h>

int main(void)
{
	struct { int a; struct { char b[5]; long c; } d[2]; } s = { 0 }, t = { };
	long sum = s.a + t.a; for (int i = 0; i < 2; i++) { sum += s.d[i].c + t.d[i].c; for (int j = 0; j < 5; j++) sum += s.d[i].b[j] + t.d[i].b[j]; }
	printf("%ld\n", sum);
	return 0;
}

/* expect: 0 */

/* typeof in its many places. */
#include <stdio.h>

int main(void)
{
	int x = 5; typeof(x) y = x + 1; typeof(&x) p = &y; typeof(int[3]) a = { 1, 2, 3 }; const typeof(a[0]) z = a[2];
	__auto_type q = p; typeof(*q) w = *q * z;
	printf("%d %d %zu\n", y, w, sizeof a);
	return 0;
}

/* expect: 6 18 12 */

/* What is not needed is not evaluated. */
#include <stdio.h>

int main(void)
{
	int calls = 0;
#define T (calls++, 1)
#define F (calls += 10, 0)
	int r = (F && T) + (T || F) * 2 + (T ? 4 : F);
	printf("%d %d\n", r, calls);
	r = F || F || T || T;
	printf("%d %d\n", r, calls);
	return 0;
}

/* expect: 6 12 */
/* expect: 1 33 */

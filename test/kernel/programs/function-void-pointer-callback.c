/* An opaque argument handed through. */
#include <stdio.h>

static void each(int *v, int n, void (*fn)(int, void *), void *arg)
{
	while (n--)
		fn(*v++, arg);
}
static void accumulate(int v, void *arg) { *(int *)arg += v; }

int main(void)
{
	int sum = 0; each((int[]){ 1, 2, 3, 4 }, 4, accumulate, &sum);
	printf("%d\n", sum);
	return 0;
}

/* expect: 10 */

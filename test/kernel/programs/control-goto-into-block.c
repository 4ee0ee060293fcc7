/* Jumping into a block past its initialiser. */
#include <stdio.h>

int main(void)
{
	int n = 2, r = 0;
	if (n == 2) goto inside;
	{
		int fresh = 5;
		r = fresh;
inside:
		fresh = 7;
		r += fresh;
	}
	printf("%d\n", r);
	return 0;
}

/* expect: 7 */

/* An inner name hides an outer one */
#include <stdio.h>
static int x = 1;
int main(void)
{
	int r = x;
	int x = 2;
	{
		extern int printf(const char *, ...);
		int x = 3;
		for (int x = 40; x < 41; x++)
			r = r * 10 + x;
		r = r * 10 + x;
	}
	r = r * 10 + x;
	printf("%d\n", r);
	return 0;
}

/* expect: 5032 */

/* Statement expressions with loops, returns and gotos */
#include <stdio.h>
static int f(int x)
{
	int r = ({
		int t = 0;
		while (1) {
			t += ({ int q = x; if (q > 3) break; q; });
			if (t > 5)
				return -t;
			x++;
		}
		t;
	});
	return r;
}
int main(void)
{
	printf("%d %d %d\n", f(1), f(3), f(9)); /* expect: -6 3 0 */
	return 0;
}

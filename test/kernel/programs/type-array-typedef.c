/* A typedef of an array, with and without const. */
#include <stdio.h>

int main(void)
{
	typedef int triple[3]; const triple a = { 1, 2, 3 }; triple m[2] = { { 4 }, { 5, 6 } };
	printf("%d %zu %d\n", a[2], sizeof m, m[1][1]);
	return 0;
}

/* expect: 3 24 6 */

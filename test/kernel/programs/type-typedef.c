/* Typedefs, also of functions and arrays, and hidden ones */
#include <stdio.h>
typedef unsigned long ulong_t;
typedef int row_t[3];
typedef int fn_t(int);
typedef struct tag { int v; } tag_t, *tag_p;
static fn_t twice;
static int twice(int x) { return 2 * x; }
int main(void)
{
	row_t r[2] = { { 1, 2, 3 }, { 4, 5, 6 } };
	fn_t *f = twice;
	tag_t t = { 5 };
	tag_p p = &t;
	printf("%zu %d\n", sizeof(r), r[1][0]);
	printf("%d %d\n", f(4), p->v);
	printf("%lu\n", (ulong_t)-1);
	{
		int tag_t = 3;
		printf("%d\n", (tag_t) - 1);
		printf("%d\n", tag_t * 2);
	}
	return 0;
}

/* expect: 24 4 */
/* expect: 8 5 */
/* expect: 18446744073709551615 */
/* expect: 2 */
/* expect: 6 */

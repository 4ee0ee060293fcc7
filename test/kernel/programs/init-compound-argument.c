/* Compound literals as arguments, by value and by address. */
#include <stdio.h>

struct box { int w, h; };
static int area(struct box b) { return b.w * b.h; }
static int grow(struct box *b) { b->w++; return area(*b); }

int main(void)
{
	printf("%d %d\n", area((struct box){ .h = 3, .w = 4 }), grow(&(struct box){ 5, 6 }));
	printf("%d\n", ((int[]){ 1, 2, 3 })[1]);
	return 0;
}

/* expect: 12 36 */
/* expect: 2 */

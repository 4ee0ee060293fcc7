/* Arguments are expanded before they are put in */
#include <stdio.h>
#define ADD(a, b) ((a) + (b))
#define TWICE(x) ADD(x, x)
#define EMPTY()
#define ID(x) x
#define CALL(m, args) m args
int main(void)
{
	int ADD = 5;
	printf("%d\n", TWICE(TWICE(3)));
	printf("%d\n", ADD(1, ADD(2, 3)) EMPTY());
	printf("%d\n", ADD);
	printf("%d\n", CALL(ADD, (4, 5)));
	printf("%d\n", ID(ADD)(6, 7));
	printf("%d\n", ADD((1, 2), 3));
	printf("%d\n", ADD(
		1,
		2));
	return 0;
}

/* expect: 12 */
/* expect: 6 */
/* expect: 5 */
/* expect: 9 */
/* expect: 13 */
/* expect: 5 */
/* expect: 3 */

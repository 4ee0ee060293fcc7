/* A conversion to _Bool asks whether the value is zero */
#include <stdio.h>
int main(void)
{
	_Bool a = 256, b = 0, c = 0 != 1;
	int x = 5;
	_Bool p = &x;
	printf("%d %d %d\n", a, b, p); /* expect: 1 0 1 */
	a += 5;
	printf("%d\n", a); /* expect: 1 */
	b--;
	printf("%d\n", b); /* expect: 1 */
	printf("%d\n", (_Bool)0x100 + (_Bool)1); /* expect: 2 */
	printf("%zu\n", sizeof(_Bool)); /* expect: 1 */
	return c;
}
/* expect status: 1 */

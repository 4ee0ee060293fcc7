/* Bit-fields sign-extend, truncate and promote */
#include <stdio.h>
struct s { int a : 3; unsigned b : 3; _Bool c : 1; unsigned long d : 33; };
int main(void)
{
	struct s s = { 7, 9, 4, -1 };
	printf("%d %u %d\n", s.a, s.b, s.c); /* expect: -1 1 1 */
	printf("%lx\n", (unsigned long)s.d); /* expect: 1ffffffff */
	s.a = 3;
	s.a++;
	printf("%d\n", s.a); /* expect: -4 */
	printf("%d\n", s.b - 2 > 0); /* expect: 0 */
	printf("%d\n", s.b = 12); /* expect: 4 */
	s.b += 7;
	printf("%d\n", s.b); /* expect: 3 */
	printf("%d\n", -s.b < 0); /* expect: 1 */
	s.c = 2;
	printf("%d\n", s.c); /* expect: 1 */
	return 0;
}

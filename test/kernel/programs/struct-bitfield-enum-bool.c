/* Bit-fields of enums and _Bool */
#include <stdio.h>
enum state { OFF, ON, BROKEN };
struct s { enum state s : 2; _Bool f : 1; unsigned n : 5; };
int main(void)
{
	struct s s = { BROKEN, 1, 31 };
	s.n++;
	printf("%d %d %d %zu\n", s.s, s.f, s.n, sizeof(s)); /* expect: 2 1 0 4 */
	s.f = s.s;
	s.s = s.f ? ON : OFF;
	s.f ^= 1;
	printf("%d %d\n", s.s, s.f); /* expect: 1 0 */
	return 0;
}

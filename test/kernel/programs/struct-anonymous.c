/* Members of anonymous structs and unions */
#include <stddef.h>
#include <stdio.h>
struct s {
	int tag;
	union {
		struct { short lo, hi; };
		int both;
	};
	struct { int deep; } named;
};
int main(void)
{
	struct s s = { .tag = 1, .both = 0x00020003, .named.deep = 9 };
	struct s *p = &s;
	printf("%d %d\n", s.lo, p->hi); /* expect: 3 2 */
	p->hi = 5;
	printf("%x\n", s.both); /* expect: 50003 */
	printf("%zu %zu\n", offsetof(struct s, hi), sizeof(s)); /* expect: 6 12 */
	printf("%d\n", p->named.deep); /* expect: 9 */
	return 0;
}

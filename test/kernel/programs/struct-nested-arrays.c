/* Arrays in structs in arrays */
#include <stdio.h>
struct cell { char name[4]; int v[2]; };
struct grid { struct cell c[2][2]; int n; };
static struct grid g = { .c = { [1] = { [0] = { "ab", { 1, 2 } } } }, .n = 3 };
int main(void)
{
	struct grid h = g;
	struct cell *p = &h.c[1][0];
	p->v[1] += h.n;
	printf("%s %d %d\n", p->name, p->v[0], p->v[1]); /* expect: ab 1 5 */
	printf("%d %zu\n", g.c[1][0].v[1], sizeof(struct grid)); /* expect: 2 52 */
	printf("%ld\n", p - &h.c[0][0]); /* expect: 2 */
	return 0;
}

/* Static objects hold addresses of others */
#include <stdio.h>
static int v[5] = { 1, 2, 3, 4, 5 };
static int *p = &v[2], *q = v + 4, **pp = &p;
static struct { const char *s; int *i; void (*f)(void); } t = { "text" + 1, &v[1], 0 };
static long diff = (char *)&v[3] - (char *)&v[0];
static unsigned long size = sizeof(v) / sizeof(*v);
int main(void)
{
	printf("%d %d %d\n", *p, *q, **pp); /* expect: 3 5 3 */
	printf("%s %d %d\n", t.s, *t.i, t.f == 0); /* expect: ext 2 1 */
	printf("%ld %lu\n", diff, size); /* expect: 12 5 */
	return 0;
}

/* Structs are passed and returned by value */
#include <stdio.h>
struct pair { int a; long b; };
struct big { int v[10]; };
static struct pair swap(struct pair p) { struct pair r = { .a = p.b, .b = p.a }; p.a = 99; return r; }
static struct big fill(struct big b, int x) { int i; for (i = 0; i < 10; i++) b.v[i] += x * i; return b; }
int main(void)
{
	struct pair p = { 1, 2 }, q = swap(p);
	struct big b = { { 5 } };
	printf("%d %ld %d %ld\n", p.a, p.b, q.a, q.b); /* expect: 1 2 2 1 */
	printf("%d %d\n", fill(b, 3).v[0], fill(fill(b, 1), 2).v[9]); /* expect: 5 27 */
	printf("%d\n", b.v[9]); /* expect: 0 */
	printf("%ld\n", swap(swap(p)).b); /* expect: 2 */
	return 0;
}

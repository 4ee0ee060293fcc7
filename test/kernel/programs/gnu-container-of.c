/* container_of() with its type checks */
#include <stdio.h>
#define container_of(ptr, type, member) ({ \
	void *__mptr = (void *)(ptr); \
	_Static_assert(__builtin_types_compatible_p(typeof(*(ptr)), typeof(((type *)0)->member)) || \
		       __builtin_types_compatible_p(typeof(*(ptr)), void), "pointer type mismatch"); \
	((type *)(__mptr - __builtin_offsetof(type, member))); })
struct list { struct list *next; };
struct item { int v; struct list link; };
int main(void)
{
	struct item a = { 7 };
	struct list *l = &a.link;
	printf("%d\n", container_of(l, struct item, link)->v); /* expect: 7 */
	printf("%d\n", container_of(l, struct item, link) == &a); /* expect: 1 */
	return 0;
}

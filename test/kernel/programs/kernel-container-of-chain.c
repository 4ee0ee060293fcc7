/* container_of() through two levels of embedding. */
#include <stddef.h>
#include <stdio.h>

#define container_of(ptr, type, member) ({				\
	void *__mptr = (void *)(ptr);					\
	((type *)(__mptr - __builtin_offsetof(type, member))); })
struct base { char pad[3]; };
struct middle { int id; struct base base; };
struct child { long first; struct middle mid; int value; };
static int value_of(struct base *b)
{
	struct middle *m = container_of(b, struct middle, base);

	return container_of(m, struct child, mid)->value + m->id;
}

int main(void)
{
	struct child c = { .mid = { .id = 4 }, .value = 9 };
	printf("%d\n", value_of(&c.mid.base));
	return 0;
}

/* expect: 13 */

/* A struct of functions and their state. */
#include <stdio.h>

struct counter { void (*next)(struct counter *c); int value; };
static void up(struct counter *c) { c->value += 10; }
static void down(struct counter *c) { c->value--; }

int main(void)
{
	struct counter c = { .next = up, .value = 5 };
	c.next(&c); c.next = down; c.next(&c); c.next(&c);
	printf("%d\n", c.value);
	return 0;
}

/* expect: 13 */

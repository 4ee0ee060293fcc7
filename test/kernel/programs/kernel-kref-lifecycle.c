/* The last put releases. */
#include <stdio.h>
#include <stdlib.h>

struct object { int refs; char data[8]; };
static int released;
static struct object *create(void)
{
	struct object *o = calloc(1, sizeof(*o));

	o->refs = 1;
	return o;
}
static void get(struct object *o) { o->refs++; }
static void put(struct object *o)
{
	if (--o->refs == 0) {
		released++;
		free(o);
	}
}

int main(void)
{
	struct object *o = create(); get(o); put(o); printf("%d\n", released); put(o); printf("%d\n", released);
	return 0;
}

/* expect: 0 */
/* expect: 1 */

/* From a member of an array element back to its struct. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	struct item { int id; struct { short links[3]; } l; } items[3] = { { 7 }, { 8 }, { 9 } };
	short *p = &items[1].l.links[2];
	struct item *back = (struct item *)((char *)p - offsetof(struct item, l.links[2]));
	printf("%d %d\n", back->id, (int)(back - items));
	return 0;
}

/* expect: 8 1 */

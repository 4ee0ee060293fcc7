/* Arrays of no length at the end of a struct */
#include <stdio.h>
struct h { int n; int data[0]; };
int main(void)
{
	long room[3] = { 0 };
	struct h *h = (struct h *)room;
	h->n = 2;
	h->data[1] = 7;
	printf("%zu %ld\n", sizeof(struct h), room[1]); /* expect: 4 7 */
	return 0;
}

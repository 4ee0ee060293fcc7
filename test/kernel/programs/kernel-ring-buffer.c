/* Free-running indices that wrap */
#include <stdio.h>
#define SIZE 8u
struct ring { unsigned head, tail; unsigned char buf[SIZE]; };
static int put(struct ring *r, unsigned char c)
{
	if (r->head - r->tail == SIZE)
		return -28;
	r->buf[r->head++ & (SIZE - 1)] = c;
	return 0;
}
static int get(struct ring *r) { return r->head == r->tail ? -11 : r->buf[r->tail++ & (SIZE - 1)]; }
int main(void)
{
	struct ring r = { .head = -3u, .tail = -3u };
	int i, full = 0;
	for (i = 0; i < 10; i++)
		full += put(&r, 'a' + i) < 0;
	printf("%d %c", full, get(&r));
	for (i = 0; i < 7; i++)
		get(&r);
	printf(" %d %u\n", get(&r), r.head);
	return 0;
}

/* expect: 2 a -11 5 */

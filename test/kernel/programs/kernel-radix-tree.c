/* A tree of six bits a level. */
#include <stdio.h>

struct node { void *slot[64]; };
static struct node pool[64];
static int used = 1;
static void store(unsigned long index, long value)
{
	struct node *n = &pool[0];

	for (int shift = 12; shift; shift -= 6) {
		void **slot = &n->slot[index >> shift & 63];

		if (!*slot)
			*slot = &pool[used++];
		n = *slot;
	}
	n->slot[index & 63] = (void *)(value << 1 | 1);
}
static long load(unsigned long index)
{
	struct node *n = &pool[0];

	for (int shift = 12; shift && n; shift -= 6)
		n = n->slot[index >> shift & 63];
	return n ? (long)n->slot[index & 63] >> 1 : -1;
}

int main(void)
{
	for (unsigned long i = 0; i < 5; i++) store(i * 1000, i + 1);
	printf("%ld %ld %ld\n", load(0), load(4000), load(999));
	return 0;
}

/* expect: 1 5 0 */

/* A hash table of lists. */
#include <stdio.h>

struct entry { unsigned int key; int value; struct entry *next; };
static struct entry *buckets[8], pool[16];
static int used;
static unsigned int hash(unsigned int v) { return v * 0x61c88647u >> 29; }
static void add(unsigned int key, int value)
{
	struct entry *e = &pool[used++];

	*e = (struct entry){ key, value, buckets[hash(key)] };
	buckets[hash(key)] = e;
}
static int lookup(unsigned int key)
{
	for (struct entry *e = buckets[hash(key)]; e; e = e->next)
		if (e->key == key)
			return e->value;
	return -2;
}

int main(void)
{
	for (unsigned int k = 0; k < 20; k += 3) add(k, k * k);
	printf("%d %d %d\n", lookup(9), lookup(18), lookup(10));
	return 0;
}

/* expect: 81 324 -2 */

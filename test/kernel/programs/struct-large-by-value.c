/* A struct of many words passed, changed and returned. */
#include <stdio.h>

struct big { long v[12]; };
static struct big doubled(struct big b)
{
	for (int i = 0; i < 12; i++)
		b.v[i] *= 2;
	return b;
}

int main(void)
{
	struct big b = { 0 };
	for (int i = 0; i < 12; i++) b.v[i] = i;
	struct big c = doubled(b);
	printf("%ld %ld %ld\n", b.v[11], c.v[11], doubled(doubled(c)).v[3]);
	return 0;
}

/* expect: 11 22 24 */

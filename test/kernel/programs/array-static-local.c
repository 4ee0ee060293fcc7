/* A local array that remembers. */
#include <stdio.h>

static int push(int v)
{
	static int ring[4], n;
	ring[n++ % 4] = v;
	return ring[n % 4];
}

int main(void)
{
	for (int i = 0; i < 5; i++) push(i * i);
	printf("%d %d\n", push(100), push(200));
	return 0;
}

/* expect: 9 4 */

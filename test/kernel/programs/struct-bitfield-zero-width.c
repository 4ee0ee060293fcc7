/* A field of width zero begins a new unit. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	struct { unsigned a : 4; unsigned : 0; unsigned b : 4; } s = { 1, 2 };
	unsigned int w[2]; memcpy(w, &s, sizeof w);
	printf("%zu %u %u\n", sizeof s, w[0] & 15, w[1] & 15);
	return 0;
}

/* expect: 8 1 2 */

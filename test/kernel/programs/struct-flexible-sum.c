/* A header and a tail of any length. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	struct packet { unsigned short length; unsigned char data[]; } *p = malloc(sizeof *p + 10);
	p->length = 10;
	for (int i = 0; i < 10; i++) p->data[i] = i * i;
	unsigned int sum = 0;
	for (int i = 0; i < p->length; i++) sum += p->data[i];
	printf("%u %zu %zu\n", sum, sizeof *p, offsetof(struct packet, data));
	free(p);
	return 0;
}

/* expect: 285 2 2 */

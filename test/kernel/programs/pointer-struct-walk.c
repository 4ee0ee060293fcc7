/* Structs of odd size lie one after the other. */
#include <stdio.h>

int main(void)
{
	struct __attribute__((packed)) r { char tag; int v; } a[3] = { { 'a', 1 }, { 'b', 2 }, { 'c', 3 } };
	unsigned char *raw = (unsigned char *)a; int sum = 0;
	for (struct r *p = a; p < a + 3; p++) sum += p->v;
	printf("%d %c %d\n", sum, raw[5], (int)sizeof a);
	return 0;
}

/* expect: 6 b 15 */

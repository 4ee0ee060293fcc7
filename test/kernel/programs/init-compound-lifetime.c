/* A compound literal lives as long as its block. */
#include <stdio.h>

int main(void)
{
	int *p; { p = (int[2]){ 4, 5 }; p[0] += p[1]; printf("%d\n", p[0]); }
	struct { int v; } *q = &(typeof(*q)){ 8 };
	q->v++;
	printf("%d\n", q->v);
	return 0;
}

/* expect: 9 */
/* expect: 9 */

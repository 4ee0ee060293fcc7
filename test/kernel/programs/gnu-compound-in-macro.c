/* A macro that builds and takes an address. */
#include <stdio.h>

struct range { int from, to; };
#define RANGE(...) ((struct range){ __VA_ARGS__ })
static int sum_of(const struct range *r)
{
	int sum = 0;
	for (int i = r->from; i <= r->to; i++)
		sum += i;
	return sum;
}

int main(void)
{
	printf("%d %d\n", sum_of(&RANGE(1, 4)), sum_of(&RANGE(.from = 5, .to = 6)));
	return 0;
}

/* expect: 10 11 */

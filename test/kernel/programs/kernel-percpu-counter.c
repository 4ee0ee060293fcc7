/* Counters in an array, summed. */
#include <stdio.h>

static long counts[4] __attribute__((aligned(64)));

int main(void)
{
	for (int i = 0; i < 37; i++) counts[i % 4] += i;
	long sum = 0; for (int cpu = 0; cpu < 4; cpu++) sum += counts[cpu];
	printf("%ld %ld\n", sum, counts[3]);
	return 0;
}

/* expect: 666 171 */

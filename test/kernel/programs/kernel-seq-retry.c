/* Reading again until nothing changed. */
#include <stdio.h>

static unsigned int sequence, seq;
static struct pair { int a, b; } data = { 1, 2 };
static unsigned int begin(void) { return *(volatile unsigned int *)&sequence; }
static int retry(unsigned int start) { return (start & 1) || *(volatile unsigned int *)&sequence != start; }
static void write_pair(int a, int b)
{
	sequence++;
	data = (struct pair){ a, b };
	sequence++;
}

int main(void)
{
	struct pair p; int tries = 0;
	do { seq = begin(); p = data; if (tries++ == 0) write_pair(5, 6); } while (retry(seq));
	printf("%d %d %d\n", p.a, p.b, tries);
	return 0;
}

/* expect: 5 6 2 */

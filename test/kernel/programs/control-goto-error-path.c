/* The kernel's unwinding by labels */
#include <stdio.h>
static int trace;
static int probe(int fail)
{
	int ret = 0;
	trace = trace * 10 + 1;
	if (fail == 1) { ret = -1; goto out; }
	trace = trace * 10 + 2;
	if (fail == 2) { ret = -2; goto undo_one; }
	trace = trace * 10 + 3;
	if (fail == 3) { ret = -3; goto undo_two; }
	return 0;
undo_two:
	trace = trace * 10 + 8;
undo_one:
	trace = trace * 10 + 9;
out:
	return ret;
}
int main(void)
{
	int i, r;
	for (i = 0; i < 4; i++) {
		trace = 0;
		r = probe(i);
		printf("%d: %d\n", r, trace);
	}
	return 0;
}

/* expect: 0: 123 */
/* expect: -1: 1 */
/* expect: -2: 129 */
/* expect: -3: 12389 */

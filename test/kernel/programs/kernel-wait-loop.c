/* A bounded loop with a timeout and a result. */
#include <stdio.h>

static int ready_at;
static int ready(int now) { return now >= ready_at; }
#define read_poll_timeout(cond, limit) ({			\
	int __now = 0;						\
	for (;; __now++) {					\
		if (cond(__now))				\
			break;					\
		if (__now >= (limit))				\
			break;					\
	}							\
	cond(__now) ? 0 : -110; })
static int wait_for(int at)
{
	ready_at = at;
	return read_poll_timeout(ready, 10);
}

int main(void)
{
	printf("%d %d\n", wait_for(3), wait_for(30));
	return 0;
}

/* expect: 0 -110 */

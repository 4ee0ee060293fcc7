/* A cleanup runs each time round, and on break and continue. */
#include <stdio.h>

static void say(int *v) { printf("end %d\n", *v); }

int main(void)
{
	for (int i = 0; i < 4; i++) {
		int guard __attribute__((cleanup(say))) = i;
		if (i == 1) continue;
		if (i == 2) break;
		printf("body %d\n", i);
	}
	return 0;
}

/* expect: body 0 */
/* expect: end 0 */
/* expect: end 1 */
/* expect: end 2 */

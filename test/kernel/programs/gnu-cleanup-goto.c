/* goto out of a scope runs what it leaves. */
#include <stdio.h>

static void say(int *v) { printf("end %d\n", *v); }

int main(void)
{
	int tries = 0;
	again: ;
	{
		int x __attribute__((cleanup(say))) = ++tries;
		if (tries < 3) goto again;
	}
	printf("done\n");
	return 0;
}

/* expect: end 1 */
/* expect: end 2 */
/* expect: end 3 */
/* expect: done */

/* Cleanup functions run in the reverse order, however the scope ends */
#include <stdio.h>
static void put(int *p) { printf("put %d\n", *p); }
#define guard(n) int guard_##n __attribute__((cleanup(put))) = n
static int f(int how)
{
	guard(1);
	for (int i = 0; i < 2; i++) {
		guard(2);
		if (how == 0)
			continue;
		if (how == 1)
			break;
		if (how == 2)
			return 100 + guard_2;
		if (how == 3)
			goto out;
	}
	{
		guard(3);
		return guard_3;
	}
out:
	puts("out");
	return -1;
}
int main(void)
{
	int how;
	for (how = 0; how < 4; how++)
		printf("= %d\n", f(how));
	return 0;
}

/* expect: put 2 */
/* expect: put 2 */
/* expect: put 3 */
/* expect: put 1 */
/* expect: = 3 */
/* expect: put 2 */
/* expect: put 3 */
/* expect: put 1 */
/* expect: = 3 */
/* expect: put 2 */
/* expect: put 1 */
/* expect: = 102 */
/* expect: put 2 */
/* expect: out */
/* expect: put 1 */
/* expect: = -1 */

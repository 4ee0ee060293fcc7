/* break leaves a scoped_guard and unlocks. */
#include <stddef.h>
#include <stdio.h>

static int held;
static int *lock_it(int *l) { ++*l; return l; }
static void unlock_it(int **l) { if (*l) --**l; }
#define scoped_guard(name, args)					\
	for (int *scope __attribute__((cleanup(unlock_it))) = lock_it(args), *done = NULL; \
	     scope && !done; done = (void *)1)

int main(void)
{
	int n = 0;
	scoped_guard(lock, &held) { n = held; if (n == 1) break; n = 100; }
	printf("%d %d\n", n, held);
	return 0;
}

/* expect: 1 0 */

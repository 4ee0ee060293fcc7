/* for loops that run once, as scoped_guard() is built */
#include <stdio.h>
struct lock { int held; };
static void unlock(struct lock **l) { if (*l) { (*l)->held--; puts("unlock"); } }
static struct lock *lock(struct lock *l) { l->held++; puts("lock"); return l; }
#define scoped_guard(l) for (struct lock *scope __attribute__((cleanup(unlock))) = lock(l), *done = NULL; !done; done = (void *)1)
static int f(struct lock *l, int early)
{
	scoped_guard(l) {
		if (early)
			return l->held;
		puts("inside");
	}
	return l->held;
}
int main(void)
{
	struct lock l = { 0 };
	printf("%d\n", f(&l, 0));
	printf("%d\n", f(&l, 1));
	printf("%d\n", l.held);
	return 0;
}

/* expect: lock */
/* expect: inside */
/* expect: unlock */
/* expect: 0 */
/* expect: lock */
/* expect: unlock */
/* expect: 1 */
/* expect: 0 */

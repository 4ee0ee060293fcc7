/* expect: violation lock-order */
/* Only one of two ways to the same state takes part in the circle: the other one, which is tried first, must not hide it. */
#include "two-mutexes.h"

__actor void early(void)
{
	/* Both ways leave everything as it was. */
	if (__kapi_choose(2, "the way that takes both"))
		both(&a, &b);
	__kapi_atomic_set(&turn, 1, sizeof(turn));
}

__actor void late(void)
{
	__kapi_wait_equal(&turn, sizeof(turn), 1);
	both(&b, &a);
}

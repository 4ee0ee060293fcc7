/* expect: violation lock-order */
/* The orders come round in a circle of three, but a join keeps the actors from ever meeting: only the classes tell. */
#include "two-mutexes.h"

static DEFINE_MUTEX(c);

__actor void early(void)
{
	both(&a, &b);
	both(&b, &c);
	__kapi_atomic_set(&turn, 1, sizeof(turn));
}

__actor void late(void)
{
	__kapi_wait_equal(&turn, sizeof(turn), 1);
	both(&c, &a);
}

/* expect: violation refcount-leak */
/* refcount_dec() drops the last reference, and nobody is told to free the object. */
#include <linux/refcount.h>

static refcount_t refs = REFCOUNT_INIT(1);

__actor void put(void)
{
	refcount_dec(&refs);
}

/* expect: violation assert-exclusive */
/* The owner says that it alone writes; a marked write of another is no data race, but it is not alone. */
#include <linux/compiler.h>
#include <kapi/machine.h>

static int state;

__actor void owner(void)
{
	ASSERT_EXCLUSIVE_WRITER(state);
	WRITE_ONCE(state, 1);
}

__actor void other(void)
{
	WRITE_ONCE(state, 2);
}

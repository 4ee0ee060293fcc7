/* expect: pass */
#include <linux/compiler.h>
#include <kapi/machine.h>
static int flag;
__actor void waiter(void) { while (!READ_ONCE(flag)) ; }
__actor void setter(void) { WRITE_ONCE(flag, 1); }

/* expect: violation bug */
#include <linux/bug.h>
#include <kapi/machine.h>
static int users;
__actor void a(void) { BUG_ON(!users); }

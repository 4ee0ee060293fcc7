/* expect: violation warning */
#include <linux/bug.h>
#include <kapi/machine.h>
static int users;
__actor void a(void) { users--; WARN_ON(users < 0); }

/* expect: incomplete */
#include <kapi/machine.h>
static int n;
__actor void up(void) { for (;;) n++; }
__actor void down(void) { for (;;) n--; }

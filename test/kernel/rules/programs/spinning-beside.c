/* expect: violation flag-seen */
#include <kapi/machine.h>
static int n, flag;
__actor void up(void) { for (;;) { n++; __kapi_rule(!flag, "flag-seen", "up sees the flag"); } }
__actor void down(void) { flag = 1; }

/* expect: violation stale-access */
#include <kapi/machine.h>
static unsigned long long bar, entry;
void setup(void) { bar = __kapi_range("phys", 4096); entry = bar; }
__actor void device(void) { __kapi_access(entry + 16, 4, 1, "phys"); }
__actor void reset(void) { __kapi_renew(bar); }

/* expect: violation out-of-range */
#include <kapi/machine.h>
__actor void device(void) { unsigned long long at = __kapi_range("phys", 4096); __kapi_access(((at >> 12) << 12) + 4094, 4, 0, "phys"); }

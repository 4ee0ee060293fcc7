/* expect: violation untagged-address */
#include <kapi/machine.h>
__actor void device(void) { __kapi_access(0x1000, 4, 0, "phys"); }

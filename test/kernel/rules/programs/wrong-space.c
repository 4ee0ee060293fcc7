/* expect: violation wrong-space */
#include <kapi/machine.h>
__actor void device(void) { __kapi_access(__kapi_range("dma:nic", 4096), 4, 0, "dma:gpu"); }

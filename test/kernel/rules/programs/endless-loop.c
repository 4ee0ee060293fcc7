/* expect: violation endless-loop */
#include <kapi/machine.h>
__actor void a(void) { for (;;) ; }

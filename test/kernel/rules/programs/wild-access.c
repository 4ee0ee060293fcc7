/* expect: violation wild-access */
#include <kapi/machine.h>
__actor void a(void) { *(int *)0x7fff12345678 = 1; }

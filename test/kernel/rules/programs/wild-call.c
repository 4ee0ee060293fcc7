/* expect: violation wild-call */
#include <kapi/machine.h>
static int data;
__actor void a(void) { ((void (*)(void))&data)(); }

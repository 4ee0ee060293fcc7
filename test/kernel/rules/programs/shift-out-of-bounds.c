/* expect: violation shift-out-of-bounds */
#include <kapi/machine.h>
static int order = 40, size;
__actor void a(void) { size = 1 << order; }

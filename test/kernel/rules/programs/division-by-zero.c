/* expect: violation division-by-zero */
#include <kapi/machine.h>
static int total = 6, count;
__actor void a(void) { total = total / count; }

/* expect: violation write-to-read-only */
#include <kapi/machine.h>
static const int limit = 3;
__actor void a(void) { *(int *)&limit = 4; }

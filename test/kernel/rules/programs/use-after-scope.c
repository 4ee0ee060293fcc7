/* expect: violation use-after-scope */
#include <kapi/machine.h>
static int *kept;
static void keep(void) { int local = 3; kept = &local; *kept = 4; }
__actor void a(void) { keep(); *kept = 5; }

/* expect: violation third */
#include <kapi/machine.h>
__actor void a(void) { __kapi_rule(__kapi_choose(4, "outcome") != 2, "third", "the third outcome"); }

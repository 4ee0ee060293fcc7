/* expect: violation stack-overflow */
#include <kapi/machine.h>
static int depth(int n) { return n < 0 ? 0 : depth(n + 1) + 1; }
static int result;
__actor void a(void) { result = depth(1); }

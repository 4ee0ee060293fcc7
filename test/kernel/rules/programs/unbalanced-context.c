/* expect: violation unbalanced-context */
#include <kapi/machine.h>
void preempt_enable(void);
__actor void a(void) { preempt_enable(); }

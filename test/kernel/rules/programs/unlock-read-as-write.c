/* expect: violation unlock-not-held */
#include <linux/rwsem.h>
#include <kapi/machine.h>
static DECLARE_RWSEM(sem);
__actor void a(void) { down_read(&sem); up_write(&sem); }

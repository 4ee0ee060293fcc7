/* expect: violation deadlock */
#include <linux/mutex.h>
#include <kapi/machine.h>
static struct mutex lock[3];
static void both(int first) { mutex_lock(&lock[first]); mutex_lock(&lock[(first + 1) % 3]); mutex_unlock(&lock[(first + 1) % 3]); mutex_unlock(&lock[first]); }
__actor void one(void) { both(0); }
__actor void two(void) { both(1); }
__actor void three(void) { both(2); }

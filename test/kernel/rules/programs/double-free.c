/* expect: violation double-free */
#include <linux/slab.h>
#include <kapi/machine.h>
static void *p;
void setup(void) { p = kmalloc(8, GFP_KERNEL); }
__actor void one(void) { if (p) { kfree(p); p = 0; } }
__actor void two(void) { if (p) { kfree(p); p = 0; } }

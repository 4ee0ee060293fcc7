/* expect: violation invalid-free */
#include <linux/slab.h>
#include <kapi/machine.h>
__actor void a(void) { char *p = kmalloc(8, GFP_KERNEL); kfree(p + 1); }

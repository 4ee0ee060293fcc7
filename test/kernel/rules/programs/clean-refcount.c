/* expect: pass */
#include <linux/slab.h>
#include <linux/refcount.h>
#include <kapi/machine.h>
struct obj { refcount_t refs; int value; };
static struct obj *shared;
void setup(void) { shared = kzalloc(sizeof(*shared), GFP_KERNEL); refcount_set(&shared->refs, 3); }
static void put(struct obj *obj) { if (refcount_dec_and_test(&obj->refs)) kfree(obj); }
__actor void one(void) { struct obj *mine = shared; mine->value = 1; put(mine); }
__actor void two(void) { put(shared); }
__actor void three(void) { put(shared); }
void finally(void) { shared = 0; __kapi_check_leaks(); }

/* expect: violation refcount-resurrection */
#include <linux/refcount.h>
#include <kapi/machine.h>
static refcount_t refs = REFCOUNT_INIT(1);
__actor void getter(void) { refcount_inc(&refs); }
__actor void putter(void) { refcount_dec_and_test(&refs); }

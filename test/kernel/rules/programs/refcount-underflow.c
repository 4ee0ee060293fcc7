/* expect: violation refcount-underflow */
#include <linux/refcount.h>
#include <kapi/machine.h>
static refcount_t refs = REFCOUNT_INIT(1);
__actor void a(void) { refcount_dec_and_test(&refs); }
__actor void b(void) { refcount_dec_and_test(&refs); }

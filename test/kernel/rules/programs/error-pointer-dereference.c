/* expect: violation error-pointer-dereference */
#include <linux/err.h>
#include <linux/errno.h>
#include <kapi/machine.h>
struct thing { int value; };
static struct thing *find(void) { return ERR_PTR(-ENODEV); }
static int result;
__actor void a(void) { result = find()->value; }

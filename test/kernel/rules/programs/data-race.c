/* expect: violation data-race */
#include <kapi/machine.h>
static int state;
void setup(void) { __kapi_check_data_races(); }
__actor void writer(void) { state = 1; }
__actor void reader(void) { int seen = state; (void)seen; }

/**
 * flow: poll-fence
 * title: poll() holds the fence that it waits for, and the callback puts it
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M33
 * expect: pass
 *
 * Every reference that polling takes is given back once: to the fence by the callback, to the file too.
 */
#include "poll-fence.h"

/**
 * flow: poll-puts-twice
 * title: A proposed fix puts the fence a second time
 * series: poll-puts-twice.patch
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * rows: M33
 * expect: violation refcount-underflow
 * case: S-9
 * mended: poll-fence
 *
 * The function that adds the callback looks as if it kept a reference for ever. The callback is what puts it: with the fix (a
 * patch of ours says the same as the one that was withdrawn) the fence is gone while the reservation object still has it.
 */
#include "poll-fence.h"

/**
 * flow: cursor-lock-taken-again
 * title: A cursor is walked on under the lock, which was dropped in between
 * claims: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 * rows: M10
 * expect: violation stale-access
 *
 * The assertion is satisfied and the first range is stale all the same: the buffer moved while the lock was free.
 */
#define LOCK_AGAIN 1
#include "cursor-lock-dropped.c"

/**
 * flow: fault-inserts-unlocked
 * title: The entry is inserted after the lock was dropped
 * claims: <5f588dac-d3e2-445d-9389-067b875412dc@amd.com>
 *         <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 * rows: M13 M14
 * expect: violation stale-access
 *
 * A fault is answered at any time, a move tells everybody in turn. What is inserted after the zap of a move stays.
 */
#define INSERT_UNDER_LOCK 0
#include "fault-told-and-waited.c"

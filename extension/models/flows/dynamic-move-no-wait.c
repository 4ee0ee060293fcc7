/**
 * flow: dynamic-move-no-wait
 * title: An importer maps again after a move, and does not wait for it
 * claims: <5f588dac-d3e2-445d-9389-067b875412dc@amd.com>
 * rows: M30 M33
 * expect: violation uninitialised-memory
 *
 * The new mapping points to where the buffer will be. Until the KERNEL fence of the move has signalled nothing is there; a
 * dynamic importer has to wait for it itself.
 */
#define WAIT_FOR_MOVE false
#include "dynamic-move.c"

/**
 * flow: fault-does-not-wait
 * title: The entry is inserted while a job still writes to the buffer
 * claims: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 * says: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com> freed coherency
 * rows: M13 M14
 * expect: violation uninitialised-memory
 *
 * The helper alone, without what the exporter does around it: nobody waits for the job.
 */
#define WAIT_FOR_JOBS 0
#include "fault-told-and-waited.c"

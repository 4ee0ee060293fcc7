/**
 * flow: fault-wrong-attributes
 * title: The list has lost that the memory must not be cached
 * claims: <20250120194804.GT5556@nvidia.com>
 *         <Z46a7y02ONFZrS8Y@phenom.ffwll.local>
 * rows: M13
 * expect: violation wrong-attributes
 *
 * Frames alone say nothing of how they have to be mapped; the metadata is what makes a helper possible.
 */
#define RANGE_FLAGS 0
#include "fault-told-and-waited.c"

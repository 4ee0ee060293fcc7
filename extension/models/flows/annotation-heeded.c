/**
 * flow: annotation-heeded
 * title: The address says whose it is, and goes to the engine that it is for
 * claims: <6612c40d-4999-41a1-a4a5-74d3ff5875c3@amd.com>
 *         <20250123135946.GQ5556@nvidia.com>
 * rows: M21 M22
 * expect: pass
 *
 * The mended form of annotation-ignored: which engine is given the address follows from its kind and owner.
 */
#define LOOKS_AT_KIND 1
#include "annotation-ignored.c"

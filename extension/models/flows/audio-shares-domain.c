/**
 * flow: audio-shares-domain
 * title: Both functions are in one group, so one address works for both
 * claims: <89f46c7f-a585-44e2-963d-bf00bf09b493@amd.com>
 *         <20250123160827.GS5556@nvidia.com>
 * rows: M20
 * expect: pass
 *
 * The same driver on a machine without isolation. It works, which is why it was written this way; nothing in the driver makes
 * sure of it.
 */
#define ISOLATED false
#include "audio-shares-address.c"

/**
 * flow: chime-ring-vs-remove-v2
 * title: A ring holds a reference, and removal waits for it
 * series: <20260309083000.815-1-noor@example.org>
 * claims: <reply-chime-6.ines@example.org>
 * expect: pass
 *
 * The same visitor and the same unplugging as on the first revision.
 */
#include "chime-ring-vs-remove.c"

/**
 * flow: page-link-unseen
 * title: Without the debug option nobody notices that an importer uses pages
 * claims: <20250110205454.GM5556@nvidia.com>
 * rows: M04
 * config: CONFIG_DMABUF_DEBUG=n
 * expect: pass
 *
 * Nothing breaks here, because the heap never moves; page-reference-after-move shows what happens with an exporter that does.
 */
#include "page-link-used.c"

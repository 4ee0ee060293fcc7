/**
 * flow: mapping-types-no-rematch
 * title: The buffer moves, and an importer keeps what was negotiated before
 * series: <0-v1-b5cab63049c0+191af-dmabuf_map_type_jgg@nvidia.com>
 * claims: <20250929122726.GH2617119@nvidia.com>
 *         <a5ffd1ee-b0b5-40bd-b68f-3779ca70dcae@amd.com>
 * rows: M38
 * needs: dma_buf_match_mapping
 * expect: violation stale-access
 *
 * The series stores what was agreed on in the attachment, and nothing in it asks again. After a move that ends the private way the
 * second card still goes over the fabric.
 */
#define MATCHES_AGAIN 0
#include "mapping-types-late-importer.c"

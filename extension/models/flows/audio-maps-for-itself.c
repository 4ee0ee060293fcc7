/**
 * flow: audio-maps-for-itself
 * title: The buffer is attached and mapped for each function
 * claims: <20250123160827.GS5556@nvidia.com>
 *         <20250123150212.GR5556@nvidia.com>
 * rows: M20
 * expect: pass
 *
 * A DMA address is for one device. Two attachments, two mappings, two addresses, on a machine that isolates the functions.
 */
#define MAP_FOR_BOTH 1
#include "audio-shares-address.c"

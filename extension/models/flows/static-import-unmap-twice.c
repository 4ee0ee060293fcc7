/**
 * flow: static-import-unmap-twice
 * title: An importer unmaps twice
 * rows: M03
 * expect: violation dma-unmap
 *
 * The second unmapping gives IO addresses back that are somebody else's by then.
 */
#define AS_WRONG_AS UNMAP_TWICE
#include "static-import.c"

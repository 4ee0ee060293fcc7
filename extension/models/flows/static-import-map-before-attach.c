/**
 * flow: static-import-map-before-attach
 * title: An importer maps what it has not attached
 * rows: M03
 * expect: violation warning
 *
 * There is no attachment to map. The core warns and refuses.
 */
#define AS_WRONG_AS MAP_BEFORE_ATTACH
#include "static-import.c"

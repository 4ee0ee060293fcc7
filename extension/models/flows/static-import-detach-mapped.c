/**
 * flow: static-import-detach-mapped
 * title: An importer detaches while it has the buffer mapped
 * rows: M03
 * expect: violation iova-leak
 *
 * The exporter forgets the list with the attachment; nobody can unmap it any more, and its IO addresses stay taken.
 */
#define AS_WRONG_AS DETACH_MAPPED
#include "static-import.c"

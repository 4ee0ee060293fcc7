/**
 * flow: representations-converted
 * title: Every exporter has one format, and the core converts
 * claims: <20260422150000.GK3199414@nvidia.com>
 *         <20250122132811.GE5556@nvidia.com>
 * rows: M23 M07
 * expect: pass
 *
 * Three code paths in exporters and two converters, which all importers share; each conversion costs a pass and a list.
 */
#define CONVERTERS 1
#include "representations-each.c"

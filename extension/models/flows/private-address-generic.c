/**
 * flow: private-address-generic
 * title: An importer that knows of nothing private gets a DMA address
 * claims: <20250123135946.GQ5556@nvidia.com>
 *         <20250122143744.GF5556@nvidia.com>
 * says: <20250123135946.GQ5556@nvidia.com> private ever sent versa
 * rows: M18 M21 M22
 * expect: pass
 *
 * Every address has a kind. The importer asks for DMA addresses of its card and gets one, mapped by the exporter for it.
 */
#define ASKS_FOR_KIND 1
#include "private-address-leaks.c"

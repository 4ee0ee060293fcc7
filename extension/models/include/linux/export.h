/* SPDX-License-Identifier: MIT */
/* Symbols offered to modules. Every function is reachable for the machine, so these only end with a semicolon. */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

#define EXPORT_SYMBOL(name) _Static_assert(1, #name)
#define EXPORT_SYMBOL_GPL(name) _Static_assert(1, #name)
#define EXPORT_SYMBOL_NS(name, ns) _Static_assert(1, #name)
#define EXPORT_SYMBOL_NS_GPL(name, ns) _Static_assert(1, #name)
#define EXPORT_SYMBOL_FOR_MODULES(name, modules) _Static_assert(1, #name)

#endif

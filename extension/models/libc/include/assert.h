/* SPDX-License-Identifier: MIT */
#include <kapi/machine.h>
#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) __kapi_rule(!!(condition), "assertion", #condition)
#endif

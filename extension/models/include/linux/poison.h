/* SPDX-License-Identifier: MIT */
/* Pointers that must not be followed. Stands in for include/linux/poison.h. */
#ifndef _LINUX_POISON_H
#define _LINUX_POISON_H

#define LIST_POISON1 0x100UL
#define LIST_POISON2 0x122UL

#endif

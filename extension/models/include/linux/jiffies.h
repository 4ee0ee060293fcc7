/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_JIFFIES_H
#define _LINUX_JIFFIES_H

#define HZ 1000
#define jiffies 0UL
#define msecs_to_jiffies(ms) ((unsigned long)(ms))
#define secs_to_jiffies(s) ((unsigned long)(s) * HZ)

#endif

/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_IOCTL_H
#define _LINUX_IOCTL_H

#define _IOC(dir, type, nr, size) (((unsigned int)(dir) << 30) | ((size) << 16) | ((type) << 8) | (nr))
#define _IO(type, nr) _IOC(0U, type, nr, 0U)
#define _IOW(type, nr, argument) _IOC(1U, type, nr, (unsigned int)sizeof(argument))
#define _IOR(type, nr, argument) _IOC(2U, type, nr, (unsigned int)sizeof(argument))
#define _IOWR(type, nr, argument) _IOC(3U, type, nr, (unsigned int)sizeof(argument))

#endif

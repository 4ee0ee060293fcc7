/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_MOUNT_H
#define _LINUX_MOUNT_H

#include <linux/fs.h>

struct vfsmount *kern_mount(struct file_system_type *type);
void kern_unmount(struct vfsmount *mount);

#endif

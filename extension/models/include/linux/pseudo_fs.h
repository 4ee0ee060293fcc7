/* SPDX-License-Identifier: MIT */
/* File systems without names, such as the one behind dma-bufs. Stands in for include/linux/pseudo_fs.h. */
#ifndef _LINUX_PSEUDO_FS_H
#define _LINUX_PSEUDO_FS_H

#include <linux/fs.h>

struct pseudo_fs_context {
	const struct dentry_operations *dops;
	unsigned long magic;
};

struct fs_context {
	void *fs_private;
};

struct pseudo_fs_context *init_pseudo(struct fs_context *context, unsigned long magic);

#endif

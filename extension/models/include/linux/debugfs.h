/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_DEBUGFS_H
#define _LINUX_DEBUGFS_H

#include <linux/fs.h>
#include <linux/seq_file.h>

static inline struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
{
	return ERR_PTR(-ENODEV);
}

static inline struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent, void *data,
						 const struct file_operations *ops)
{
	return ERR_PTR(-ENODEV);
}

static inline void debugfs_remove_recursive(struct dentry *dentry)
{
}

#endif

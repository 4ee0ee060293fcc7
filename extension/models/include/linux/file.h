/* SPDX-License-Identifier: MIT */
/* File descriptors. Stands in for include/linux/file.h; the functions are in models/fs/file.c. */
#ifndef _LINUX_FILE_H
#define _LINUX_FILE_H

#include <linux/fs.h>

/* fs/file_table.c: the last put runs the release later, outside the locks of the caller. */
void fput(struct file *file);
/* fs/file.c: NULL where the descriptor is closed or the file is on its way out. */
struct file *fget(unsigned int fd);
int get_unused_fd_flags(unsigned int flags);
void put_unused_fd(unsigned int fd);
/* Hands the caller's reference to the descriptor table. */
void fd_install(unsigned int fd, struct file *file);
/* What close(2) does. */
int close_fd(unsigned int fd);

struct fd {
	struct file *file;
};

#define fd_file(f) ((f).file)
#define fd_empty(f) (!(f).file)

static inline struct fd fdget(unsigned int fd)
{
	struct fd found = { fget(fd) };

	return found;
}

static inline void fdput(struct fd fd)
{
	if (fd.file)
		fput(fd.file);
}

#endif

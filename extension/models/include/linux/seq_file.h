/* SPDX-License-Identifier: MIT */
/* Text for /proc and debugfs, which nobody reads here: the calls are accepted and do nothing. */
#ifndef _LINUX_SEQ_FILE_H
#define _LINUX_SEQ_FILE_H

#include <linux/fs.h>

struct seq_file {
	void *private;
	struct file *file;
};

#define seq_printf(seq, format...) ((void)(seq))
#define seq_puts(seq, text) ((void)(seq))
#define seq_putc(seq, c) ((void)(seq))
#define DEFINE_SHOW_ATTRIBUTE(name) static const struct file_operations name##_fops = { 0 }

#endif

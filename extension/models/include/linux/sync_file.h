/* SPDX-License-Identifier: MIT */
#ifndef _LINUX_SYNC_FILE_H
#define _LINUX_SYNC_FILE_H

#include <linux/dma-fence.h>
#include <linux/file.h>

struct sync_file {
	struct file *file;
	struct dma_fence *fence;
};

#endif

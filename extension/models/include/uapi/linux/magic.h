/* SPDX-License-Identifier: MIT */
#ifndef _UAPI_LINUX_MAGIC_H
#define _UAPI_LINUX_MAGIC_H

#define DMA_BUF_MAGIC 0x444d4142
#define ANON_INODE_FS_MAGIC 0x09041934

#endif

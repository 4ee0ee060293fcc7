/* SPDX-License-Identifier: MIT */
/*
 * stands-for: drivers/dma-buf/dma-buf-sysfs-stats.h
 *
 * Statistics for people, built out (CONFIG_DMABUF_SYSFS_STATS is off).
 */
#ifndef _DMA_BUF_SYSFS_STATS_H
#define _DMA_BUF_SYSFS_STATS_H

#include <linux/dma-buf.h>

static inline int dma_buf_init_sysfs_statistics(void)
{
	return 0;
}

static inline void dma_buf_uninit_sysfs_statistics(void)
{
}

static inline int dma_buf_stats_setup(struct dma_buf *dmabuf, struct file *file)
{
	return 0;
}

static inline void dma_buf_stats_teardown(struct dma_buf *dmabuf)
{
}

#endif

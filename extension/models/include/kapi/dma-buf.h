/* SPDX-License-Identifier: MIT */
/* What a flow about shared buffers needs. */
#ifndef KAPI_DMA_BUF_H
#define KAPI_DMA_BUF_H

#include <kapi/kernel.h>
#include <kapi/translation.h>
#include <linux/dma-buf.h>
#include <linux/dma-fence.h>
#include <linux/dma-resv.h>

#endif

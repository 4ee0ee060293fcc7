/* SPDX-License-Identifier: MIT */
/* A region is registered for good, and the device whose memory it shows is taken away. */
#include "rdma-pinned.h"

void setup(void)
{
	vfio_share();
}

__actor void rdma(void)
{
	struct dma_buf_attachment *attach;
	struct sg_table *table = rdma_register(&attach);

	if (!IS_ERR(table))
		device_dma(&nic.dev, sg_dma_address(table->sgl), 4, true);
}

/* The guest turns memory decoding off. */
__actor void guest(void)
{
	vfio_basic_config_write(vdev, 0);
}

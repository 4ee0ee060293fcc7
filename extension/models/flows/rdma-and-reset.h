/* SPDX-License-Identifier: MIT */
/* A region is registered for good, and the device whose memory it shows is taken away. */
#include "rdma-pinned.h"

static struct completion registered;

void setup(void)
{
	vfio_share();
	init_completion(&registered);
}

__actor void rdma(void)
{
	struct dma_buf_attachment *attach;
	struct sg_table *table = rdma_register(&attach);

	complete(&registered);
	if (!IS_ERR(table))
		device_dma(&nic.dev, sg_dma_address(table->sgl), 4, true);
}

/* User space resets the device. */
__actor void user(void)
{
	wait_for_completion(&registered);
	vfio_pci_core_ioctl(&vdev->vdev, VFIO_DEVICE_RESET, 0);
}

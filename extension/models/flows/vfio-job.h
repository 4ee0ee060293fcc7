/* SPDX-License-Identifier: MIT */
/*
 * An importer that follows invalidation as the contract of 2024 asks: it starts nothing new, and the reservation object has
 * a fence for the job that is under way. It unmaps in its own time, when that job is done. READS_AHEAD gives it hardware
 * that goes on reading, and throwing away, what its translations reach.
 */
#include <kapi/job.h>
#include "vfio-device.h"

static struct dma_buf_attachment *attach;
static struct sg_table *table;
static struct job job;
static struct completion submitted;

/* No further job uses the mapping. */
static bool stopped;

static void nic_move_notify(struct dma_buf_attachment *attachment)
{
	dma_resv_assert_held(attachment->dmabuf->resv);
	stopped = true;
}

static const struct dma_buf_attach_ops nic_ops = { .allow_peer2peer = true, .move_notify = nic_move_notify };

void setup(void)
{
	vfio_share();
	init_completion(&submitted);
	attach = dma_buf_dynamic_attach(buf, &nic.dev, &nic_ops, NULL);
	BUG_ON(IS_ERR(attach));
}

/* The driver of the network card: map, submit, and unmap when the job is done. */
__actor void importer(void)
{
	dma_resv_lock(buf->resv, NULL);
	table = dma_buf_map_attachment(attach, DMA_BIDIRECTIONAL);
	if (IS_ERR(table)) {
		dma_resv_unlock(buf->resv);
		return;
	}
	job_init(&job, 1, 1);
	job_publish(&job, buf->resv, DMA_RESV_USAGE_BOOKKEEP);
	dma_resv_unlock(buf->resv);
	complete_all(&submitted);

	dma_fence_wait(&job.fence, false);
	dma_resv_lock(buf->resv, NULL);
	dma_buf_unmap_attachment(attach, table, DMA_BIDIRECTIONAL);
	dma_resv_unlock(buf->resv);
}

/* The card itself. */
__actor void hardware(void)
{
	dma_addr_t address;

	wait_for_completion(&submitted);
	address = sg_dma_address(table->sgl);
	device_dma(&nic.dev, address, 4, true);
	dma_fence_signal(&job.fence);
#ifdef READS_AHEAD
	device_speculate(&nic.dev, address, 4);
#endif
}

/* User space resets the device while the job runs. */
__actor void user(void)
{
	wait_for_completion(&submitted);
	vfio_pci_core_ioctl(&vdev->vdev, VFIO_DEVICE_RESET, 0);
}

void finally(void)
{
	device_check_idle(&nic.dev);
}

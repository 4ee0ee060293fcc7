/**
 * flow: compositor-killed
 * title: A client takes its buffer away, and the compositor's context with it
 * series: dma-buf-maps-late.patch <20251120-dmabuf-vfio-v9-0-d7f71607f371@nvidia.com>
 * base: drivers/dma-buf/dma-buf.c 7eeee3a38202
 * claims: <20250114173103.GE5556@nvidia.com>
 *         <Z4Z4NKqVG2Vbv98Q@phenom.ffwll.local>
 * rows: M31
 * expect: violation lost-access
 * case: F-07
 * mended: compositor-refuses
 *
 * The client shares a buffer that it can revoke, of a device assigned to it. The compositor imports it as any buffer that may
 * move: after a move it maps again. But this one is gone, mapping fails, the job fails, and the driver bans the context.
 */
#include "vfio-device.h"

static struct dma_buf_attachment *attach;
static struct sg_table *table;
static bool stale;

static void gpu_move_notify(struct dma_buf_attachment *attachment)
{
	stale = true;
}

static const struct dma_buf_attach_ops gpu_ops = { .allow_peer2peer = true, .move_notify = gpu_move_notify };

void setup(void)
{
	vfio_share();
	/* The other function's driver is that of the compositor's GPU. */
	attach = dma_buf_dynamic_attach(buf, &nic.dev, &gpu_ops, NULL);
	BUG_ON(IS_ERR(attach));
}

/* One frame: what a driver does to validate a job's buffers. */
static void frame(void)
{
	dma_resv_lock(buf->resv, NULL);
	if (stale && table) {
		dma_buf_unmap_attachment(attach, table, DMA_TO_DEVICE);
		table = NULL;
	}
	if (!table)
		table = dma_buf_map_attachment(attach, DMA_TO_DEVICE);
	stale = false;
	__kapi_rule(!IS_ERR(table), "lost-access",
		    "a job of the compositor fails because the buffer can't be mapped again, and its context is banned");
	dma_resv_unlock(buf->resv);
}

__actor void compositor(void)
{
	frame();
	frame();
}

/* The client closes its device. */
__actor void client(void)
{
	vfio_pci_core_close_device(&vdev->vdev);
}

/**
 * flow: compositor-refuses
 * title: The compositor finds out when it attaches that the buffer may be lost, and copies instead
 * claims: <20250114173103.GE5556@nvidia.com>
 *         <Z4Z4NKqVG2Vbv98Q@phenom.ffwll.local>
 * rows: M31
 * expect: pass
 *
 * The fixed form of compositor-killed, which nobody has posted: kinds of life are negotiated. A buffer that may be lost is not
 * attached by somebody who cannot lose it.
 */
#include <kapi/kernel.h>
#include <kapi/lifetime.h>
#include <linux/dma-resv.h>

static struct client_buffer {
	struct dma_buf *dmabuf;
	bool revoked;
} client_buffer;
static struct device gpu = { .init_name = "gpu" };
static bool copies;

static int client_pin(struct dma_buf_attachment *attachment)
{
	return -EOPNOTSUPP;
}

static void client_unpin(struct dma_buf_attachment *attachment)
{
}

static struct sg_table *client_map(struct dma_buf_attachment *attachment, enum dma_data_direction direction)
{
	struct sg_table *table;

	if (client_buffer.revoked)
		return ERR_PTR(-ENODEV);
	table = kzalloc(sizeof(*table), GFP_KERNEL);
	return table;
}

static void client_unmap(struct dma_buf_attachment *attachment, struct sg_table *table, enum dma_data_direction direction)
{
	kfree(table);
}

static void client_release(struct dma_buf *dmabuf)
{
}

static const struct lifetime_exporter_ops client_ops = {
	.lifetime = LIFETIME_REVOCABLE,
	.ops = {
		.pin = client_pin,
		.unpin = client_unpin,
		.map_dma_buf = client_map,
		.unmap_dma_buf = client_unmap,
		.release = client_release,
	},
};

static void notify(struct dma_buf_attachment *attachment)
{
}

static const struct dma_buf_attach_ops gpu_ops = { .move_notify = notify };

void setup(void)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	exp_info.ops = &client_ops.ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &client_buffer;
	client_buffer.dmabuf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(client_buffer.dmabuf));
}

__actor void compositor(void)
{
	struct dma_buf *dmabuf = client_buffer.dmabuf;
	struct dma_buf_attachment *attach;
	struct sg_table *table;

	attach = dma_buf_attach_lifetime(dmabuf, &gpu, &gpu_ops, NULL, LIFETIME_PINNED | LIFETIME_DYNAMIC);
	if (IS_ERR(attach)) {
		/* It asks the client to copy, or shows nothing for it. */
		copies = true;
		return;
	}
	dma_resv_lock(dmabuf->resv, NULL);
	table = dma_buf_map_attachment(attach, DMA_TO_DEVICE);
	__kapi_rule(!IS_ERR(table), "lost-access", "a job of the compositor fails, and its context is banned");
	dma_buf_unmap_attachment(attach, table, DMA_TO_DEVICE);
	dma_resv_unlock(dmabuf->resv);
}

__actor void client(void)
{
	dma_resv_lock(client_buffer.dmabuf->resv, NULL);
	client_buffer.revoked = true;
	dma_buf_move_notify(client_buffer.dmabuf);
	dma_resv_unlock(client_buffer.dmabuf->resv);
}

/* SPDX-License-Identifier: MIT */
/*
 * One page of device memory, exported with the look-up of frames that the series of January 2025 adds. It can be pinned,
 * and it can be taken away: that tells the importer, and what the page stood for is gone.
 */
#include <linux/dma-buf.h>
#include <linux/dma-resv.h>

struct exporter {
	struct dma_buf *dmabuf;
	u64 phys;
	bool revoked;
	int pins;
};

static struct exporter bar;
static struct dma_buf_attachment *attach;

static int bar_pin(struct dma_buf_attachment *attachment)
{
	bar.pins++;
	return 0;
}

static void bar_unpin(struct dma_buf_attachment *attachment)
{
	bar.pins--;
}

static int bar_get_pfn(struct dma_buf_attachment *attachment, pgoff_t pgoff, u64 *pfn, int *max_order)
{
	dma_resv_assert_held(attachment->dmabuf->resv);
	if (bar.revoked)
		return -ENODEV;
	*pfn = PHYS_PFN(bar.phys) + pgoff;
	*max_order = 0;
	return 0;
}

static void bar_release(struct dma_buf *dmabuf)
{
}

static const struct dma_buf_ops bar_ops = {
	.pin = bar_pin,
	.unpin = bar_unpin,
	.get_pfn = bar_get_pfn,
	.release = bar_release,
};

/* For setup(): exports the page, and attaches an importer to it. */
static void bar_share(const struct dma_buf_attach_ops *importer)
{
	DEFINE_DMA_BUF_EXPORT_INFO(exp_info);

	bar.phys = __kapi_range("phys", PAGE_SIZE);
	exp_info.ops = &bar_ops;
	exp_info.size = PAGE_SIZE;
	exp_info.priv = &bar;
	bar.dmabuf = dma_buf_export(&exp_info);
	BUG_ON(IS_ERR(bar.dmabuf));
	attach = dma_buf_dynamic_attach(bar.dmabuf, NULL, importer, NULL);
	BUG_ON(IS_ERR(attach));
}

/* The device is reset: whatever the page showed before is gone. */
static void bar_revoke(void)
{
	dma_resv_lock(bar.dmabuf->resv, NULL);
	bar.revoked = true;
	dma_buf_move_notify(bar.dmabuf);
	__kapi_renew(bar.phys);
	dma_resv_unlock(bar.dmabuf->resv);
}

/* For finally(). */
static void bar_close(void)
{
	dma_buf_detach(bar.dmabuf, attach);
	dma_buf_put(bar.dmabuf);
}
